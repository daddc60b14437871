import time, pytest
from tests.saleor.world import *
@pytest.mark.django_db
def test_w():
    t=time.time(); w=a_world(); print('world',time.time()-t)
    t=time.time(); w.grow(); print('grow',time.time()-t)
    print(named_ids(w)); print([o.status for o in w.orders])
