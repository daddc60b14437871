"""orderNoteAdd, and the two axes that staff move."""

import pytest

from storefront.kernel.errors import ShopError
from storefront.kernel.models import Event
from storefront.orders import actions
from tests.orders import Order, an_order, codes, gid

NOTE = """mutation($order: ID!, $text: String!) { orderNoteAdd(order: $order, input: {message: $text}) {
    errors { field code message } event { type message user { email } } order { events { type message } } } }"""


@pytest.fixture
def note(graphql, token):
    """note(order, text): the payload, or the whole answer when it was denied."""

    def send(order, text, token=token):
        answer = graphql(NOTE, {"order": gid(order), "text": text}, token)
        return answer["data"]["orderNoteAdd"] or answer

    return send


def test_a_note_is_kept(note, house, seller):
    payload = note(an_order(house), "  Without nuts  ")
    assert payload["errors"] == []
    assert payload["event"] == {"type": "NOTE_ADDED", "message": "Without nuts", "user": {"email": seller[0].email}}
    assert payload["order"]["events"][-1] == {"type": "NOTE_ADDED", "message": "Without nuts"}


def test_twice_is_two_notes(note, house):
    order = an_order(house)
    note(order, "Hello")
    note(order, "Hello")
    assert order.events.filter(type="NOTE_ADDED").count() == 2


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_nothing_or_a_novel_is_refused(note, house, text):
    order = an_order(house)
    assert codes(note(order, text)) == [("message", "REQUIRED")]
    assert order.events.count() == 1


@pytest.mark.parametrize("who", ["nobody", "customer", "neighbour"])
def test_strangers_do_not_write(note, house, strangers, who):
    order = an_order(house)
    answer = note(order, "Hello", strangers[who])
    if who == "neighbour":
        assert codes(answer) == [("order", "GRAPHQL_ERROR")]  # OrderNoteAddErrorCode has no NOT_FOUND
    else:
        assert [error["extensions"]["exception"]["code"] for error in answer["errors"]] == ["PermissionDenied"]
    assert order.events.count() == 1


def test_preparation_and_hand_over_move_once(house, seller):
    order = an_order(house)
    for _ in range(2):
        actions.move_preparation(order.pk, "READY", by=seller[0])
        actions.move_handover(order.pk, "ARRIVED")
    order.refresh_from_db()
    assert (order.preparation, order.handover, order.status) == ("READY", "ARRIVED", "UNFULFILLED")
    assert [
        (event.data["axis"], event.data["here"], event.data["there"]) for event in order.events.filter(type="OTHER")
    ] == [("preparation", "SCHEDULED", "READY"), ("handover", "WAITING", "ARRIVED")]
    assert Event.objects.filter(name__in=["order.preparation_moved", "order.handover_moved"]).count() == 2


def test_goods_are_not_handed_over_by_a_move_nor_after_the_end(house):
    order = an_order(house)
    with pytest.raises(ShopError, match="fulfilling"):
        actions.move_handover(order.pk, "HANDED_OVER")
    with pytest.raises(ShopError, match="cannot become"):
        actions.move_preparation(order.pk, "NOWHERE")
    Order.objects.update(status="CANCELED")
    with pytest.raises(ShopError, match="nothing is left"):
        actions.move_preparation(order.pk, "READY")


def test_an_order_that_is_gone_is_not_found(house):
    order = an_order(house)
    pk = order.pk
    order.delete()
    with pytest.raises(ShopError) as refusal:
        actions.add_note(pk, "Hello")
    assert refusal.value.code == "NOT_FOUND"
