"""Clues in Darija written in Latin letters, looked up by their sound; strengths as in `clues.py`."""

from flows.lexicon.commands import listed

SPOKEN_CLUES: dict[str, dict[int, tuple[str, ...]]] = {
    "fraud": {
        3: listed("""
            nesbo/nasbo/nsbo/nsbou/nseb 3liya/3lia/3lina, chefro/chefrou/chfrou liya,
            klaw/kla/daw/srqo/sre9o liya flousi/flous/lflous, da/dda liya flousi/flous,
            da7k/de7ko/dhko 3liya, sift/sifet/sifett/sayfett lih/lihom/liha _ flous/lflous, khda/khdaw
            liya flousi/flous, 3tito/3tithom l3arboun/l3erboun/3arboun, colis dyalk/dyalkom,
            rbe7ti/rbehti/rbehto, l carte guichet, lacarte guichet, code dyal lacarte/carte, ma
            jatnich sel3a, majatnich sel3a/sl3a, khedma mn ddar/dar, trbe7/terbe7/katrbe7 f
            nhar/nnhar, tnsb/tnseb/tnesb/tnasbo 3liya/3lia/3lina,
            ched/chedd/chddo/khda/khdaw/da/daw/kla/klaw liya/mni/lia _
            dh/drhem/derhem/dirham/lflous/flous/ryal
        """),
        2: listed("""
            flous, lflous, flousi, flousna, sel3a, l3arboun, l3erboun, colis, nassab, nesba, rbe7, jaiza
        """),
    },
    "blackmail": {
        5: listed("""
            kayhddedni/kayhadedni/kayhdedni/kayhedadni/kayheddedni _
            tsawri/tsawer/tsawr/btsawri/btsawer/video/bvideo/bsouri/bfdi7a,
            hdedni/hadadni/kayhdedouni/kathdedni/tayhdedni _
            tsawri/tsawer/tsawr/btsawri/btsawer/video/bvideo/bsouri/bfdi7a,
            ynchor/inchor/yncher/incher/yn9el/ysift/isift _ tsawri/tsawer/video/tsawrna/swar/tswirti,
            ysayfet/y7et/i7et/ghaynchor/ghaysift/ghay7et/nechro _
            tsawri/tsawer/video/tsawrna/swar/tswirti,
            yfde7ni/yfed7ni/yefde7ni/ifde7ni/ghayfde7ni/ifdehni/yfdehni, tsawri 3eryana/3ryana/3eryan,
            chantaj, ybtezni, kaybtezni, kaybtazni
        """),
        2: listed("""
            tsawri, tsawer, fdi7a, fedi7a, 3eryana, 3ryana
        """),
    },
    "defamation": {
        3: listed("""
            kaysebni, kaysbni, kaysebouni, kaysbouni, sebni, kay3ayerni, kay3ayrni, kay3ayrouni,
            kat3ayerni, 3ayerni, chewehni, chwehni, chewhouni, kaychewehni, kaydwi/kayhder 3liya/fiya,
            dayr/dayer/dar/darou compte/kont/facebook bsmiti/bsmiyti/btswirti, compte/kont
            bsmiti/bsmiyti/b smiti/b smiyti, kaykedbou 3liya
        """),
        2: listed("""
            seban, m3ayra, som3ti
        """),
    },
    "threat": {
        5: listed("""
            ghadi/baghi/bgha y9telni/yqtelni/yqtlni/yktelni/yderbni/ydrebni/ydebe7ni/y7re9ni/i9telni,
            ghay9telni, ghaydrebni, ghadi n9tlek/n9telk, n9tlek, ndeb7ek,
            kayhddedni/kayhadedni/hdedni/hadadni b l9tel/lqtel/lmout/lmous, kayhddedni/kayhadedni/hdedni
            bl9tel/blqtel/blmout/blmous
        """),
        3: listed("""
            kayhddedni, kayhadedni, kayhdedni, kayhedadni, hdedni, hadadni, kayhdedouni, kathdedni,
            hdedouni, kaydrebni, kaydrabni, kaytba3ni, tab3ni
        """),
        2: listed("""
            tahdid, tehdid, khayf mnno, khayfa mnno
        """),
    },
    "child": {
        5: listed("""
            kayt7arech/t7arech/kayt7rch/kaystaghel/tharrech _
            derri/derriya/bnti/weldi/bbnti/bweldi/drari/wlidat/sghar
        """),
        2: listed("""
            derriya, derri sghir, drari sghar, wlidat sghar
        """),
    },
    "weapons": {
        5: listed("""
            kaybi3/kaybi3o/baye3/kaytajer/taybi3 _ sla7/slah/ssla7/mosdas/kabous/9ertas/fardi
        """),
        3: listed("""
            mosdas, mousaddas
        """),
    },
    "drugs": {
        5: listed("""
            kaybi3/kaybi3o/katbi3/taybi3/kayweessel/kayrewej _
            7chich/l7chich/hchich/lhchich/ghabra/lghabra/9er9oubi/l9er9oubi/boufa,
            kaybi3/kaybi3o/katbi3/taybi3/kayweessel/kayrewej _
            lboufa/chrab/chchrab/zatla/mokhadirat/lmokhadirat/ma7ya/lma7ya/drogue/cocaine
        """),
        3: listed("""
            7chich, 9er9oubi, lboufa, mokhadirat, lmokhadirat, bznaza, lbznaz
        """),
    },
    "trafficking": {
        5: listed("""
            nas/khouya/weldi/khti/bnti m7bous/m7bousa/m7bousin/mehbousin, m7bous/m7bousa/m7bousin _
            thailand/birmanie/myanmar/lkharij/cambodia, khdaw/daw/cheddou liya/lih/lihom/lina
            passport/lpasport/lpassport, kay7ergo/kay7rgo nas, khedma f lkharij mzawra/mzewra, l7rig
        """),
        3: listed("""
            khedma f lkharij, contrat mzawer
        """),
    },
    "incitement": {
        5: listed("""
            kay7erred/kay7arred/kay7rd/kat7erred nas/3la
        """),
        3: listed("""
            3onsoriya, ta7rid
        """),
    },
    "hacking": {
        5: listed("""
            hakaw/haka/hackaw/hacka/srqo/sre9o/sr9o/chefrou _
            compte/lcompte/kont/lkont/facebook/whatsapp/instagram/insta/fb/page,
            compte/lcompte/facebook/whatsapp/instagram/insta dyali _
            thaka/thacka/tsre9/tsreq/hacka/mhacki, beddlo/bedlo/beddel liya mot/lmot/code/lcode,
            dkhel/dkhlo l compte/facebook/whatsapp dyali, tsre9/tsreq/tserqat/tsr9at/thaka/tkhtef liya
            _ compte/lcompte/kont/lkont/facebook/whatsapp/instagram/insta
        """),
        3: listed("""
            hakaw, thaka, thacka, hackawni, hakawni
        """),
    },
}
