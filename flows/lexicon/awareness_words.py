"""How people ask for the signs of a crime: alone, or before the name of a category."""

from flows.lexicon.commands import listed

SIGNS_WORDS: dict[str, tuple[str, ...]] = {
    "signs": listed("""
        signs, signs and tips, tips, prevention, awareness, signes et conseils, signes, les signes, conseils,
        prévention, sensibilisation, se protéger, me protéger, comment se protéger, comment me protéger,
        comment reconnaître, reconnaître, quels sont les signes, علامات ونصائح, العلامات, نصائح, النصائح,
        توعية, التوعية, الوقاية, كيف أحمي نفسي, كيفية الحماية, علامات ونصايح, العلامات والنصايح, نصايح,
        كيفاش نحضي راسي, كيفاش نحمي راسي, كيفاش نحضيو راسنا, كيفاش نحميو راسنا, 3alamat, 3alamat w nasai7,
        nasai7, kifach n7di rasi, kifach n7mi rasi, kifach nhdi rasi, kifach nhmi rasi, kifash n7di rasi
    """),
}

SIGNS_OF = listed("""
    how to recognise, how to recognize, how to spot, how to avoid, how do i recognise, how do i recognize,
    how to know, signs of, comment reconnaître, comment on reconnaît, comment peut on reconnaître,
    reconnaître,
    comment repérer, repérer, comment détecter, détecter, comment savoir, comment éviter, éviter,
    comment se protéger, comment me protéger, se protéger, comment se méfier, signes, les signes,
    quels sont les signes, c'est quoi les signes, conseils, prévention, sensibilisation, كيف أعرف, كيف نعرف,
    كيف يعرف, كيف تعرف, كيف أتعرف, كيف يمكن التعرف, كيفية التعرف, التعرف, كيف أكتشف, كيف نكتشف, كيفية كشف,
    كيفية اكتشاف, كيف أميز, كيف أتجنب, كيف نتجنب, كيفية تجنب, كيف أحمي نفسي من, كيفية الوقاية من,
    الوقاية من, علامات,
    ما هي علامات, ما علامات, نصائح, توعية, كيفاش نعرف, كيفاش نعرفو, كيفاش تعرفو, كيفاش يتعرف, كيفاش نفرق,
    كيفاش نكتاشف, كيفاش نتجنب, كيفاش نحضي راسي من, كيفاش نحمي راسي من, كيفاش نحضيو راسنا من,
    كيفاش نحميو راسنا من, نصايح,
    العلامات, شنو العلامات, شنو هي العلامات, kifach n3raf, kifach n3ref, kifach n3rf, kifach n3arf,
    kifach n3rfo, kifach n3arfo, kifach t3ref, kifach nt3ref, kifach nkchef, kifach nktachef, kifach nfre9,
    kifach n7di rasi, kifach n7mi rasi, kifach nhdi rasi, kifach nhmi rasi, kifach ntjneb, kifash n3raf,
    kifash n3ref, kifash n3rf, kifash n3arf, kifax n3raf, kifax n3ref, kifax n3rf, 3alamat, chno l3alamat,
    chnou l3alamat, chno homa l3alamat
""")
"""Beginnings of a question about signs; the name of a category follows."""

BETWEEN = listed("""
    un, une, le, la, les, l, de, d, du, des, si, est, c, ce, que, qu, quand, on, contre, sur, à, a,
    an, if, it,
    is, is it, this, against, على, عن, هل, أن, هذا, هذه, هو, هي, كان, ضد, واش, هاد, هادا, هادي, هادشي, شي,
    ديال, راه, إلا, wach, wash, had, hada, hadi, hadchi, chi, dyal, dial, mn, men, l, ila, kan, rah, 3la
""")
"""Small words between the beginning and the name."""
