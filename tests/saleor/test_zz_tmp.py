import time, pytest, collections
from tests.saleor.world import *
from tests.saleor.documents import *
from storefront.api.run import run
from storefront.api.context import acting_as
from storefront.api.schema import schema
def ask(doc, visitor):
    return run(doc, None, context=acting_as(visitor))
@pytest.mark.django_db
def test_w(statements):
    w=a_world()
    d=Documents(schema().graphql_schema, named_ids(w), 'pain')
    places=d.places()
    alive=set()
    for who,visitor in w.people.items():
        t=time.time(); denied=collections.Counter(); runs=0
        for name,place in places.items():
            without=set()
            while True:
                doc=d.everything(place,2,without)
                answer,status=ask(doc,visitor); runs+=1
                if status!=200:
                    print('STATUS',who,name,answer['errors'][0]['message'][:300]); break
                if who in('stranger','neighbour','anonymous') and 'SECRET' in str(answer): print('LEAK',who,name)
                errs=answer.get('errors',[])
                if not errs: break
                new=set()
                for e in errs:
                    p=path_of(e)
                    if e['extensions']['code'] not in('PermissionDenied','NotAuthenticated'):
                        print('ERR',who,name,'/'.join(p),e['message'],e['extensions']['code'])
                    new.add(p); 
                    if not p[-1].startswith('privateM'): denied[p[-2:]]+=1
                if any(p==tuple(x for x,_ in place)[:len(p)] for p in new): break
                if new<=without or not new: print('LOOP',new); break
                without|=new
            def walk(value,path):
                if isinstance(value,dict):
                    tn=value.get('__typename')
                    for k,v in value.items():
                        if v is not None and v!=[] : alive.add((tn,k))
                        walk(v,path+(k,))
                elif isinstance(value,list):
                    for v in value: walk(v,path)
            walk(answer.get('data'),())
        print(who,runs,time.time()-t,dict(denied))
    for name in places:
        for f in schema().graphql_schema.get_type(name).fields:
            if (name,f) not in alive: print('DEAD',name,f)
