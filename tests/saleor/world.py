"""Two shops with one of everything, and more of everything at will: what documents about every field are asked of.

w = a_world(); w.grow() adds one more to every list that there is. w.people: {who: Visitor}.
"""

import datetime
import itertools

from django.contrib.auth.hashers import make_password

from storefront.accounts.actions import Proof, say
from storefront.accounts.models import Address, PermissionGroup, User
from storefront.api.visitor import person
from storefront.catalog import actions as catalog
from storefront.channels.actions import create_tax_class, set_tax_rate, settle_street
from storefront.channels.models import TaxClass
from storefront.checkout import actions as baskets
from storefront.checkout.complete import complete
from storefront.content import actions as content
from storefront.content.models import PageType
from storefront.delivery.models import ShippingMethod, ShippingZone
from storefront.discounts.actions import create_gift_card, create_voucher
from storefront.inventory.actions import set_stock
from storefront.inventory.models import Warehouse
from storefront.kernel import clock, ids
from storefront.kernel.permissions import ANONYMOUS, PERMISSIONS
from storefront.orders import actions as orders
from storefront.payments import actions as money
from storefront.payments.gateways import IN_STORE
from tests.saleor.kinds import ENGLISH, INPUTS, NOTES, REFERRING, WORDS, an_attribute
from tests.shop import IDENTITY, a_channel, a_picture, picture

PASSWORD = "pain-au-levain-77"  # noqa: S105
DAYS = {"minimum_delivery_days": 1, "maximum_delivery_days": 3, "minimum_order_price": 0, "maximum_order_price": 10**6}


class World:
    """One shop, everything in it, and who looks at it."""

    def __init__(self, slug):
        self.numbers = itertools.count(1)
        self.notes = {"metadata": {"k": "public"}, "private_metadata": {"k": f"SECRET-{slug}"}}
        self.slug = slug
        words = {**self.notes, **IDENTITY, "address": _saved(self.address()), "allow_unpaid_orders": True}
        self.channel = a_channel(slug, hold_minutes=600, picture=a_picture().path, **words)
        self._taxes()
        self.places, self.products, self.orders, self.variants = [], [], [], []
        self.customer = self._customer()
        self.people = self._people()
        say(self.people["superuser"].user_id, self.channel, {"EMAIL": True}, Proof("1", "account", "Once a month"))
        self._shelves()
        self._content()
        self._kinds()
        self.grow()
        self.checkout = self._checkout()
        self._more_in_one()

    def address(self):
        """A new address in town."""
        return Address(
            first_name="Anna",
            last_name="Morel",
            street_address_1=f"{next(self.numbers)} rue des Lilas",
            city="Lyon",
            postal_code="69002",
            country="FR",
            phone="+33472000000",
            **self.notes,
        )

    def grow(self):
        """One more of everything that stands in a list."""
        number = next(self.numbers)
        self._group(number)
        self._product(number)
        self._place(number)
        self._order(number)
        self.customer.addresses.add(_saved(self.address()))
        if hasattr(self, "checkout"):
            self._more_in_one()

    def _customer(self):
        return User.objects.create(
            email=f"anna@{self.slug}.example",
            first_name="Anna",
            password=make_password(PASSWORD),
            is_confirmed=True,
            default_billing_address=_saved(self.address()),
            default_shipping_address=_saved(self.address()),
            **self.notes,
        )

    def _people(self):
        staff = self._staff("staff", [self.channel])
        boss = self._staff("boss", None)
        return {
            "anonymous": ANONYMOUS,
            "customer": person(self.customer),
            "staff": person(staff),
            "superuser": person(boss),
        }

    def _staff(self, name, channels):
        user = User.objects.create(email=f"{name}@{self.slug}.example", is_staff=True, is_confirmed=True)
        user.is_superuser = channels is None
        user.save()
        group = PermissionGroup.objects.create(
            name=user.email, permissions=list(PERMISSIONS), restricted_to_channels=channels is not None
        )
        group.channels.set(channels or [])
        group.users.add(user)
        return user

    def _taxes(self):
        self.tax_class = TaxClass.objects.filter(slug="food").first()
        if self.tax_class is None:
            self.tax_class = create_tax_class("Food", "food")
            set_tax_rate(self.tax_class, "FR", 550, valid_from=datetime.date(2020, 1, 1))

    def _shelves(self):
        self._place(0)
        self.zone = ShippingZone.objects.create(channel=self.channel, name="France", countries=["FR"], **self.notes)
        self.method = ShippingMethod.objects.create(
            zone=self.zone,
            name="Post",
            price=490,
            tax_class=self.tax_class,
            description=WORDS,
            **DAYS,
            translations=ENGLISH,
            **self.notes,
        )
        self.zone.warehouses.add(self.places[0])

    def _place(self, number):
        place = Warehouse.objects.create(
            channel=self.channel,
            name=f"Place {number}",
            slug=f"{self.slug}-{number}",
            address=_saved(self.address()),
            click_and_collect_option="ALL",
            **self.notes,
        )
        self.places.append(place)
        if self.variants:
            set_stock(self.variants[0], [(place, 1000)])

    def _content(self):
        self.root = catalog.create_category(
            f"{self.slug} root",
            channel=self.channel,
            background_image=a_picture().path,
            description=WORDS,
            translations=ENGLISH,
            **self.notes,
        )
        self.category = catalog.create_category(
            f"{self.slug} child", parent=self.root, channel=self.channel, translations=ENGLISH, **self.notes
        )
        self.page_type = PageType.objects.get_or_create(slug="text", defaults={"name": "Text", **NOTES})[0]
        self.page = self._page("about")
        self.menu = content.create_menu("navbar", self.channel, slug="navbar", **self.notes)

    def _page(self, name):
        page = content.create_page(
            self.page_type,
            f"{self.slug} {name}",
            channel=self.channel,
            content=WORDS,
            is_published=True,
            translations={"en": {"title": "About", "content": WORDS, "seo_title": "About", "seo_description": "Us"}},
            **self.notes,
        )
        author = an_attribute("author", "PLAIN_TEXT", type="PAGE_TYPE")
        catalog.answer_for_page(page, {author.slug: "Anna"})
        return page

    def _kinds(self):
        kinds = {slug: (kind, "") for slug, kind in INPUTS.items()} | REFERRING
        made = [an_attribute(slug, kind, entity_type=entity) for slug, (kind, entity) in kinds.items()]
        chosen = [(each, each.input_type in ("DROPDOWN", "SWATCH", "BOOLEAN")) for each in made]
        self.kind = catalog.create_product_type(
            f"{self.slug} kind",
            tax_class=self.tax_class,
            product_attributes=made,
            variant_attributes=chosen,
            **NOTES,
        )

    def _answers(self):
        moment = datetime.datetime(2024, 5, 1, 6, tzinfo=datetime.UTC)
        sister = self.products[0] if self.products else None
        return {
            "flour": f"Flour {next(self.numbers)}",
            "allergens": ["Gluten", "Nuts"],
            "sheet": {"path": a_picture().path, "content_type": "image/webp"},
            "baked-with": sister and [sister],
            "sister": sister,
            "seasons": [self.collection],
            "season": self.collection,
            "pages": [self.page],
            "farm": self.page,
            "hours": 12.5,
            "story": {"value": WORDS, "translations": {"en": {"rich_text": WORDS}}},
            "advice": {"value": "Keep dry", "translations": {"en": {"plain_text": "Dry"}}},
            "crust": "Brown",
            "organic": True,
            "since": moment.date(),
            "oven": moment,
        }

    def _group(self, number):
        self.collection = catalog.create_collection(
            f"{self.slug} collection {number}",
            self.channel,
            is_published=True,
            published_at=clock.now(),
            description=WORDS,
            background_image=a_picture().path,
            translations=ENGLISH,
            products=self.products[:3],
            **self.notes,
        )
        branch = catalog.create_category(f"{self.slug} {number}", parent=self.root, channel=self.channel, **self.notes)
        catalog.create_category(f"{self.slug} leaf {number}", parent=branch, channel=self.channel, **self.notes)
        page = self._page(f"page {number}")
        targets = {"category": branch, "collection": self.collection, "page": page, "url": "https://pain.example/"}
        self.items = getattr(self, "items", []) + [
            {
                "name": f"Way {number}",
                **self.notes,
                "translations": ENGLISH,
                "children": [{"name": name, name: target, **self.notes} for name, target in targets.items()],
            },
            *[{"name": f"{name} {number}", name: target, **self.notes} for name, target in targets.items()],
        ]
        content.fill_menu(self.menu, self.items)

    def _product(self, number):
        answers = self._answers()
        one = {"price": 500, "discounted": 400, "cost": 100, "weight": 300, "translations": ENGLISH, "media": [0]}
        product = catalog.create_product(
            channel=self.channel,
            product_type=self.kind,
            name=f"{self.slug} {number}",
            category=self.category,
            tax_class=self.tax_class,
            description=WORDS,
            weight=400,
            rating=4.5,
            values=answers,
            media=[a_picture()],
            collections=[self.collection],
            translations=ENGLISH,
            metadata=NOTES["metadata"],
            external_reference=f"{self.slug}-{number}",
            variants=[
                catalog.NewVariant(name="Small", sku=f"{self.slug}-{number}", values=answers, **one),
                catalog.NewVariant(name="Large", price=900, values={"organic": False}),
            ],
        )
        self.products.append(product)
        catalog.update_product(product, private_metadata=self.notes["private_metadata"])
        product.variants.update(quantity_limit=40, **self.notes)
        product.variants.filter(name="Small").update(external_reference=f"{self.slug}-{number}")
        product.media.update(**self.notes)
        for variant in product.variants.all():
            set_stock(variant, [(self.places[0], 1000)])
            self.variants.append(variant)
        if len(self.products) == 1:
            catalog.assign(product, {"baked-with": [product], "sister": product})
            catalog.assign(self.variants[0], {"baked-with": [product], "sister": product})
        catalog.add_video(product, "https://video.example/1", alt="How it is baked")

    def _basket(self, variants, point=True, **words):
        wanted = [baskets.Wanted(variant.pk, 2) for variant in variants]
        start = baskets.Beginning(
            self.channel, wanted, billing=self.address(), shipping=self.address(), metadata={"k": "public"}, **words
        )
        checkout = baskets.create(start)
        where = (
            ids.to_global("Warehouse", self.places[0].pk) if point else ids.to_global("ShippingMethod", self.method.pk)
        )
        baskets.choose_delivery(checkout.pk, where)
        return checkout

    def _codes(self, checkout, amount=300):
        number = next(self.numbers)
        self.voucher = create_voucher(
            self.channel,
            [f"{self.slug}{number}"],
            value=50,
            usage_limit=9,
            min_items=1,
            end_at=clock.now() + datetime.timedelta(days=9),
            name="Welcome",
            translations=ENGLISH,
            **self.notes,
        )
        self.card = create_gift_card(self.channel, amount, expiry_date=datetime.date(2100, 1, 1), **self.notes)
        baskets.add_promo(checkout.pk, f"{self.slug}{number}")
        baskets.add_promo(checkout.pk, self.card.code)

    def _order(self, number):
        """Four orders of Anna's: as placed, partly handed over, all handed over and refunded, cancelled."""
        made = []
        for point in (True, True, True, False):
            checkout = self._basket(self.variants[-2:], point, user=self.customer, email=self.customer.email)
            self._codes(checkout, 300 if point else 100_000)
            if point:
                self._pay(checkout)
            made.append(complete(checkout.pk, metadata={"k": "public"}))
        placed, partly, whole, gone = made
        boss = self.people["superuser"].user
        self._hand_over(partly, 1)
        self._hand_over(whole, 2)
        orders.mark_as_paid(placed.pk, by=boss)
        for order in (partly, whole):
            orders.mark_as_paid(order.pk, by=boss)
            orders.refund(order.pk, 100, by=boss)
        orders.withdraw(whole.pk, said=orders.Declaration(name="Anna Morel"))
        orders.cancel(gone.pk, by=boss)
        for order in made:
            orders.add_note(order.pk, f"Rings twice at {self.slug}", by=boss)
            order.private_metadata = self.notes["private_metadata"]
            order.save(update_fields=["private_metadata"])
            order.lines.update(**self.notes)
            order.fulfillments.update(**self.notes)
        self.orders += made

    def _pay(self, payable):
        self.transaction = money.start(payable, money.Intent(IN_STORE.id, 100)).transaction

    def _hand_over(self, order, quantity):
        items = [(line.pk, self.places[0].pk, quantity) for line in order.lines.all()]
        orders.fulfill(order.pk, orders.HandOver(items=items, tracking_number=f"TRACK-{self.slug}"))

    def _checkout(self):
        checkout = self._basket(self.variants[:1], user=self.customer, email=self.customer.email)
        self._codes(checkout)
        self._pay(checkout)
        checkout.refresh_from_db()
        checkout.private_metadata = self.notes["private_metadata"]
        checkout.save()
        checkout.lines.update(**self.notes)
        checkout.transactions.update(**self.notes)
        return checkout

    def _more_in_one(self):
        """More inside one basket and one product: lines, payments, pictures, variants' prices."""
        last = self.products[-1]
        baskets.add_lines(self.checkout.pk, [baskets.Wanted(last.variants.first().pk, 1)])
        self._pay(self.checkout)
        catalog.add_media(self.products[0], picture())


def a_world():
    """The shop "pain", its neighbour "terre", and everybody who looks at the first one."""
    words = {"en": {"name": "row", "description": "Here."}}
    settle_street(name="rue", description="Ici.", picture=a_picture().path, translations=words, **NOTES)
    world = World("pain")
    world.neighbour = World("terre")
    world.people["neighbour"] = world.neighbour.people["staff"]
    world.people["stranger"] = world.neighbour.people["customer"]
    return world


def _saved(address):
    address.save()
    return address
