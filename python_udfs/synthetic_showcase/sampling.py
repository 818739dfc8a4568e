import numpy as np, numba as nb
from typing import NamedTuple
class SampledRecords(NamedTuple):
    offsets: np.ndarray; attribute_ids: np.ndarray; made_by: np.ndarray
njit=nb.njit(nogil=True,cache=True)
@njit
def pc(x):
    x=x-((x>>np.uint64(1))&np.uint64(0x5555555555555555))
    x=(x&np.uint64(0x3333333333333333))+((x>>np.uint64(2))&np.uint64(0x3333333333333333))
    x=(x+(x>>np.uint64(4)))&np.uint64(0x0f0f0f0f0f0f0f0f)
    return np.int64((x*np.uint64(0x0101010101010101))>>np.uint64(56))
@njit
def rows_by_record(record_ids,attribute_ids,new_id,n):
    # bucket by attribute, then by record => rows sorted
    A=new_id.size
    start=np.zeros(A+1,np.int64)
    for i in range(attribute_ids.size): start[attribute_ids[i]+1]+=1
    for a in range(A): start[a+1]+=start[a]
    by=np.empty(attribute_ids.size,np.int32)
    p=start[:-1].copy()
    cnt=np.zeros(n+1,np.int64)
    for i in range(attribute_ids.size):
        a=attribute_ids[i]; by[p[a]]=record_ids[i]; p[a]+=1
        if new_id[a]>=0: cnt[record_ids[i]+1]+=1
    for r in range(n): cnt[r+1]+=cnt[r]
    rows=np.empty(cnt[n],np.int32); q=cnt[:-1].copy()
    for a in range(A):
        if new_id[a]<0: continue
        for j in range(start[a],start[a+1]):
            r=by[j]; rows[q[r]]=new_id[a]; q[r]+=1
    return cnt,rows
@njit
def pad(offs,rows,width):
    n=offs.size-1
    m=np.zeros((width,n),np.uint16)
    for r in range(n):
        for j in range(offs[r],offs[r+1]): m[j-offs[r],r]=rows[j]+1
    return m
@njit
def same(offs,rows,a,b):
    if offs[a+1]-offs[a]!=offs[b+1]-offs[b]: return False
    for j in range(offs[a+1]-offs[a]):
        if rows[offs[a]+j]!=rows[offs[b]+j]: return False
    return True
@njit
def distinct(offs,rows,order):
    n=order.size
    first=np.empty(n,np.int64); mult=np.zeros(n,np.int64); u=0
    for i in range(n):
        if offs[order[i]+1]==offs[order[i]]: continue
        if u>0 and same(offs,rows,order[i],first[u-1]): mult[u-1]+=1
        else:
            first[u]=order[i]; mult[u]=1; u+=1
    return first[:u],mult[:u]
@njit
def gather(offs,rows,pick):
    o=np.zeros(pick.size+1,np.int64)
    for i in range(pick.size): o[i+1]=o[i]+offs[pick[i]+1]-offs[pick[i]]
    r=np.empty(o[-1],np.int32)
    for i in range(pick.size): r[o[i]:o[i+1]]=rows[offs[pick[i]]:offs[pick[i]+1]]
    return o,r
def canonical(record_ids,attribute_ids,k):
    A=int(attribute_ids.max())+1 if attribute_ids.size else 0
    sup=np.bincount(attribute_ids,minlength=A)
    kept=np.flatnonzero(sup>=k).astype(np.int32)
    new=np.full(A,-1,np.int32); new[kept]=np.arange(kept.size)
    n=int(record_ids.max())+1 if record_ids.size else 0
    offs,rows=rows_by_record(record_ids,attribute_ids,new,n)
    w=int(np.diff(offs).max()) if n else 0
    order=np.lexsort(pad(offs,rows,w)[::-1]) if w else np.zeros(0,np.int64)
    first,mult=distinct(offs,rows,order)
    o,r=gather(offs,rows,first)
    return kept,sup[kept],o,r,mult
class Table(NamedTuple):
    offs: np.ndarray; rows: np.ndarray; mult: np.ndarray
    bits: np.ndarray; wordw: np.ndarray; slot_row: np.ndarray; pairs: np.ndarray
@njit
def fill(bits,offs,rows,slot):
    for r in range(offs.size-1):
        for j in range(offs[r],offs[r+1]):
            bits[rows[j],slot[r]>>6]|=np.uint64(1)<<np.uint64(slot[r]&63)
@njit
def count_pairs(pairs,offs,rows,mult):
    for r in range(offs.size-1):
        for i in range(offs[r],offs[r+1]):
            for j in range(offs[r],offs[r+1]): pairs[rows[i],rows[j]]+=mult[r]
def table(offs,rows,mult,B):
    order=np.argsort(mult,kind='stable'); m=mult[order]
    slot=np.empty(mult.size,np.int64); 
    vals,start,cnt=np.unique(m,return_index=True,return_counts=True)
    words=(cnt+63)//64; base=np.concatenate([[0],np.cumsum(words)])
    g=np.repeat(np.arange(vals.size),cnt)
    slot[order]=base[g]*64+np.arange(m.size)-start[g]
    W=int(base[-1])
    slot_row=np.full(W*64,-1,np.int64); slot_row[slot]=np.arange(mult.size)
    bits=np.zeros((B,W),np.uint64); fill(bits,offs,rows,slot)
    pairs=np.zeros((B,B),np.int32); count_pairs(pairs,offs,rows,mult)
    return Table(offs,rows,mult,bits,np.repeat(vals,words).astype(np.int64),slot_row,pairs)
@njit
def and_count(a,b,w):
    n=0
    for i in range(a.size): n+=pc(a[i]&b[i])*w[i]
    return n
@njit
def and_into(a,b,o,w):
    n=0; d=0
    for i in range(a.size):
        x=a[i]&b[i]; o[i]=x; c=pc(x); n+=c*w[i]; d+=c
    return n,d
@njit
def tz(x):
    return pc((x&(~x+np.uint64(1)))-np.uint64(1))
@njit
def masks_of(t,cur,bit,mask,weight):
    # bit[a]: mask bit of attribute a or 0
    m=0
    for i in range(cur.size):
        x=cur[i]
        while x!=0:
            r=t.slot_row[i*64+tz(x)]; x&=x-np.uint64(1)
            v=np.uint64(0)
            for j in range(t.offs[r],t.offs[r+1]): v|=bit[t.rows[j]]
            mask[m]=v; weight[m]=t.mult[r]; m+=1
    return m
LIMIT=128
@njit
def fragment(t,k,att,n,P,i0,j0,cur,bit,mask,weight,out):
    """greedy from anchor (i0,j0) over att[:n]; returns size,value; P local n x n weights"""
    alive=np.ones(n,np.bool_); score=np.zeros(n)
    a=att[i0]; b=att[j0]
    s,d=and_into(t.bits[a],t.bits[b],cur,t.wordw)
    out[0]=i0; out[1]=j0; size=2; value=P[i0,j0]
    alive[i0]=False; alive[j0]=False
    for c in range(n):
        if t.pairs[a,att[c]]<k or t.pairs[b,att[c]]<k: alive[c]=False
        score[c]=P[i0,c]+P[j0,c]
    listed=False; m=0
    while True:
        if not listed and d<=LIMIT:
            for c in range(n): bit[att[c]]=np.uint64(1)<<np.uint64(c)
            m=masks_of(t,cur,bit,mask,weight); listed=True
            for c in range(n): bit[att[c]]=np.uint64(0)
        best=-1
        for c in range(n):
            if alive[c] and score[c]>0 and (best<0 or score[c]>score[best]): best=c
        if best<0: break
        alive[best]=False
        if listed:
            f=np.uint64(1)<<np.uint64(best); s=0
            for i in range(m):
                if mask[i]&f: s+=weight[i]
            if s<k: continue
            q=0
            for i in range(m):
                if mask[i]&f:
                    mask[q]=mask[i]; weight[q]=weight[i]; q+=1
            m=q
        else:
            if and_count(cur,t.bits[att[best]],t.wordw)<k: continue
            s,d=and_into(cur,t.bits[att[best]],cur,t.wordw)
        out[size]=best; size+=1; value+=score[best]
        for c in range(n):
            score[c]+=P[best,c]
            if t.pairs[att[best],att[c]]<k: alive[c]=False
    return size,value
@njit
def local_weights(t,syn,k,att,n,P):
    bi=-1;bj=-1;bv=0.0
    for i in range(n):
        P[i,i]=0
        for j in range(i):
            s=t.pairs[att[i],att[j]]; v=0.0
            if s>=k:
                miss=1-syn[att[i],att[j]]/s
                if miss>0: v=miss/s
            P[i,j]=v;P[j,i]=v
            if v>bv: bv=v;bi=i;bj=j
    return bi,bj
@njit
def whole(t,k,r,cur):
    lo=t.offs[r];hi=t.offs[r+1]
    if t.mult[r]>=k: return True
    # rarest pair
    if hi-lo==1: return True
    for i in range(lo,hi):
        for j in range(lo,i):
            if t.pairs[t.rows[i],t.rows[j]]<k: return False
    s,d=and_into(t.bits[t.rows[lo]],t.bits[t.rows[lo+1]],cur,t.wordw)
    for j in range(lo+2,hi):
        if s<k: return False
        s,d=and_into(cur,t.bits[t.rows[j]],cur,t.wordw)
    return s>=k
@njit
def shortfall(t,k,target,keep_order,seed_order,rounds):
    B=t.bits.shape[0]; W=t.bits.shape[1]
    left=target.copy(); total=target.sum()
    o=np.zeros(total+1,np.int64); ids=np.empty(total,np.int32); by=np.empty(total,np.int8)
    syn=np.zeros((B,B),np.int32); cur=np.empty(W,np.uint64)
    R=t.mult.size; kept=np.zeros(R,np.bool_)
    width=0
    for r in range(R): width=max(width,t.offs[r+1]-t.offs[r])
    att=np.empty(width,np.int32); P=np.zeros((width,width)); bit=np.zeros(B,np.uint64)
    mask=np.empty(LIMIT,np.uint64); weight=np.empty(LIMIT,np.int64); out=np.empty(width,np.int64)
    m=0
    for r in keep_order:
        kept[r]=whole(t,k,r,cur)
        if not kept[r]: continue
        for c in range(t.mult[r]):
            e=o[m]
            for j in range(t.offs[r],t.offs[r+1]):
                a=t.rows[j]
                if left[a]>0: left[a]-=1; ids[e]=a; e+=1
            if e>o[m]:
                for i in range(o[m],e):
                    for j in range(o[m],e): syn[ids[i],ids[j]]+=1
                by[m]=0; m+=1; o[m]=e
    for rnd in range(rounds):
        got=0
        for r in seed_order:
            if kept[r]: continue
            n=0
            for j in range(t.offs[r],t.offs[r+1]):
                if left[t.rows[j]]>0: att[n]=t.rows[j]; n+=1
            if n<2: continue
            i0,j0=local_weights(t,syn,k,att,n,P)
            if i0<0: continue
            size,value=fragment(t,k,att,n,P,i0,j0,cur,bit,mask,weight,out)
            e=o[m]
            for i in range(size):
                a=att[out[i]]; ids[e]=a; e+=1; left[a]-=1
                for j in range(size):
                    syn[a,att[out[j]]]+=1
            by[m]=1 if rnd==0 else 2; m+=1; o[m]=e; got+=1
        if got==0: break
    for a in range(B):
        while left[a]>0:
            left[a]-=1; ids[o[m]]=a; by[m]=2; m+=1; o[m]=o[m-1]+1
    return o[:m+1].copy(),ids[:o[m]].copy(),by[:m].copy()
@njit
def count_listed(t,slots,d,counts):
    for i in range(d):
        r=t.slot_row[slots[i]]; w=t.mult[r]
        for j in range(t.offs[r],t.offs[r+1]): counts[t.rows[j]]+=w
@njit
def draw(t,k,rec_slot,cur,listed,slots,d,width,cand,alive,counts,tries,rng):
    """next attribute in proportion to support(S+a), or -1; kills those below k"""
    n=rec_slot.size
    if not listed:
        for _ in range(tries):
            s=rec_slot[rng.integers(0,n)]
            if (cur[s>>6]>>np.uint64(s&63))&np.uint64(1)==0: continue
            r=t.slot_row[s]; j=t.offs[r]+rng.integers(0,width)
            if j>=t.offs[r+1]: continue
            a=t.rows[j]
            if not alive[a]: continue
            if and_count(cur,t.bits[a],t.wordw)>=k: return a
            alive[a]=False
        for a in cand: counts[a]=and_count(cur,t.bits[a],t.wordw) if alive[a] else 0
    else:
        for a in cand: counts[a]=0
        count_listed(t,slots,d,counts)
    total=0
    for a in cand:
        if alive[a]:
            if counts[a]<k: alive[a]=False
            else: total+=counts[a]
    if total==0: return -1
    u=rng.integers(0,total)
    for a in cand:
        if alive[a]:
            u-=counts[a]
            if u<0: return a
    return -1
@njit
def grow(t,k,rec_slot,width,cand,alive,full,cur,slots,counts,tries,rng,out):
    cur[:]=full; d=rec_slot.size; listed=False; size=0
    while True:
        if not listed and d<=LIMIT:
            m=0
            for i in range(cur.size):
                x=cur[i]
                while x!=0:
                    slots[m]=i*64+tz(x); m+=1; x&=x-np.uint64(1)
            d=m; listed=True
        a=draw(t,k,rec_slot,cur,listed,slots,d,width,cand,alive,counts,tries,rng)
        if a<0: return size
        alive[a]=False
        out[size]=a; size+=1
        for c in cand:
            if alive[c] and t.pairs[a,c]<k: alive[c]=False
        if listed:
            q=0
            for i in range(d):
                s=slots[i]
                if (t.bits[a,s>>6]>>np.uint64(s&63))&np.uint64(1): slots[q]=s; q+=1
            d=q
        else:
            sup,d=and_into(cur,t.bits[a],cur,t.wordw)
@njit
def row_seeded(t,k,target,rec_slot,full,rec_row,width,tries,rng):
    B=t.bits.shape[0]; W=t.bits.shape[1]
    total=t.rows.size
    total=0
    for r in range(t.mult.size): total+=t.mult[r]*(t.offs[r+1]-t.offs[r])
    o=np.zeros(total+1,np.int64); ids=np.empty(total,np.int32); by=np.empty(total,np.int8)
    used=np.zeros(B,np.int64); m=0
    cur=np.empty(W,np.uint64); alive=np.zeros(B,np.bool_); slots=np.empty(LIMIT,np.int64); counts=np.zeros(B,np.int64); out=np.empty(B,np.int64)
    kept=np.zeros(t.mult.size,np.int8)
    for r in rec_row:
        lo=t.offs[r];hi=t.offs[r+1]; e=o[m]
        if kept[r]==0: kept[r]=1 if whole(t,k,r,cur) else 2
        if kept[r]==1:
            for j in range(lo,hi): ids[e]=t.rows[j]; e+=1
            by[m]=0
        else:
            for j in range(lo,hi): alive[t.rows[j]]=True
            size=grow(t,k,rec_slot,width,t.rows[lo:hi],alive,full,cur,slots,counts,tries,rng,out)
            for j in range(lo,hi): alive[t.rows[j]]=False
            for i in range(size): ids[e]=out[i]; e+=1
            by[m]=1
        for j in range(o[m],e): used[ids[j]]+=1
        m+=1; o[m]=e
    pool=target-used
    for a in range(B):
        if pool[a]<0: pool[a]=0
    while True:
        n=0
        for a in range(B):
            alive[a]=pool[a]>0
            if alive[a]: counts[n]=a; n+=1
        if n==0: break
        cand=counts[:n].copy()
        size=grow(t,k,rec_slot,width,cand,alive,full,cur,slots,counts,tries,rng,out)
        e=o[m]
        for i in range(size): ids[e]=out[i]; pool[out[i]]-=1; used[out[i]]+=1; e+=1
        by[m]=2; m+=1; o[m]=e
    # suppression
    ho=np.zeros(B+1,np.int64)
    return o[:m+1],ids[:o[m]],by[:m],used
@njit
def suppress(o,ids,by,excess,cell_order):
    drop=np.zeros(ids.size,np.bool_)
    for c in cell_order:
        a=ids[c]
        if excess[a]>0: excess[a]-=1; drop[c]=True
    o2=np.zeros(o.size,np.int64); m=0; ids2=np.empty_like(ids); by2=np.empty_like(by)
    for i in range(o.size-1):
        e=o2[m]
        for c in range(o[i],o[i+1]):
            if not drop[c]: ids2[e]=ids[c]; e+=1
        if e>o2[m]: by2[m]=by[i]; m+=1; o2[m]=e
    return o2[:m+1].copy(),ids2[:o2[m]].copy(),by2[:m].copy()
@njit
def sort_within(o,ids):
    for i in range(o.size-1): ids[o[i]:o[i+1]]=np.sort(ids[o[i]:o[i+1]])
def sample_records(record_ids,attribute_ids,*,resolution,mode,seed):
    k=resolution
    if mode not in ("row_seeded","shortfall_seeded"): raise ValueError(mode)
    empty=SampledRecords(np.zeros(1,np.int64),np.zeros(0,np.int32),np.zeros(0,np.int8))
    record_ids=np.ascontiguousarray(record_ids,np.int32); attribute_ids=np.ascontiguousarray(attribute_ids,np.int32)
    if attribute_ids.size==0: return empty
    kept,sup,o,r,mult=canonical(record_ids,attribute_ids,k)
    if kept.size==0: return empty
    t=table(o,r,mult,kept.size)
    rng=np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    target=sup//k*k
    if mode=="row_seeded":
        row_slot=np.empty(mult.size,np.int64); ok=t.slot_row>=0; row_slot[t.slot_row[ok]]=np.flatnonzero(ok)
        full=np.packbits(ok,bitorder='little').view(np.uint64)
        seeds=rng.permutation(np.repeat(np.arange(mult.size),mult))
        off,ids,by,used=row_seeded(t,k,target,np.repeat(row_slot,mult),full,seeds,int(np.diff(o).max()),200,rng)
        off,ids,by=suppress(off,ids,by,used-target,rng.permutation(ids.size))
    else:
        seeds=rng.permutation(np.repeat(np.arange(mult.size),np.minimum(mult,k)))
        off,ids,by=shortfall(t,k,target,rng.permutation(mult.size),seeds,50)
    sort_within(off,ids)
    order=np.lexsort(np.vstack([by.astype(np.uint16)[None],pad(off,ids,int(np.diff(off).max()))[::-1]]))
    order=rng.permutation(order)
    oo,ii=gather(off,ids,order)
    return SampledRecords(oo,kept[ii],by[order])
