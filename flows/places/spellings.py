"""How people write the names of places: other spellings, short names, Darija in Latin letters."""

from flows.lexicon.commands import listed

USUAL: tuple[tuple[str, ...], ...] = tuple(
    listed(line)
    for line in """
        Tanger, tanja, tandja, tangier, tangiers, tnja, طنچة, طانجة
        Tétouan, titwan, tetwan, tetuan, titouan, tetouane, تيطوان
        Al Hoceima, hoceima, houceima, l7oceima, l7ossima, elhoceima, hosima
        Chefchaouen, chaouen, chawen, chawn, chefchawn, chaouene, الشاون, شاون
        Ksar El Kebir, ksar kebir, ksar lkbir, l9sar lkbir, l9ser, ksar
        Larache, laarach, l3rayech, 3rayech, larach, laaraiche
        Assilah, asilah, assila, asila, azila, zila, أزيلا
        Ouezzane, wazzane, wezzan, ouazzane, wazan
        M'diq, mdi9, el mdiq, rincon
        Fnideq, fnidek, fnide9, lfnideq
        Oujda, wejda, wajda, wjda, ujda, oujada, wojda, ojda
        Nador, nadour, nnador, ennador, الناظور, ناضور
        Berkane, berkan, brkan, abarkan, أبركان
        Taourirt, tawrirt, taourirte
        Guercif, gercif, jersif, garsif, كرسيف
        Figuig, fguig, figig, فكيك
        Bni Ansar, beni ensar, beni nsar, bni nsar
        Al Aaroui, al aroui, el aroui, l3rwi, laaroui, la3roui
        Fès, fes, fez, fas
        Meknès, meknas, mknas, mekness
        Sefrou, sefro, sfrou, sfro
        Ifrane, ifran, ifren, يفرن
        Azrou, azro, azrow
        Taza, tazza
        Rabat, rbat, arribat, ribat, rabat ville, الرباط العاصمة
        Salé, sala, sla, sale
        Kénitra, 9nitra, l9nitra, 9nitera, knitra, kenitera, qnitra, alkenitra, elkénitra
        Témara, tmara, tamara, tmarra
        Skhirate, skhirat, sokhirat, skhayrat
        Khémisset, khmisset, khmissat, khemisat, 5misset, lkhmissat
        Sidi Kacem, sidi 9acem, sidi kasem, sidi qasem
        Béni Mellal, bni mellal, beni melal, bnimellal, benimellal, bani mallal
        Khouribga, khribga, 5ribga, khoribga, khouribgha
        Khenifra, khnifra, 5nifra, khénifra
        Fquih Ben Salah, fkih ben saleh, lfkih ben salh, fkih bensalah, fqih ben saleh
        Casablanca, casa, kaza, casablanka, kazablanka, caza, dar lbida, dar beida, dar el beida, \
            dar lbayda, dar bida, dar el bayda, darlbida, casa blanca, dar el beïda, \
            الدار البيضا, كازا, كازابلانكا, الدارالبيضاء, الدار لبيضا, البيضاء, دار البيضاء, كازابلانكة, كزا
        Mohammadia, mohamadia, mohammedia, lmohammadia, lmo7amadia, fdala, فضالة
        El Jadida, jadida, jdida, ljadida, eljadida, mazagan, الجديده
        Settat, stat, settate, setat
        Berrechid, brchid, berchid, berrchid, برشيد
        Benslimane, ben slimane, bnslimane, ben sliman, بن سليمان
        Bouskoura, bouskora, boskoura
        Marrakech, mrrakch, marakech, marrakesh, merrakech, mrakch, kech, mrakech, marakch, مركش
        Safi, asfi, assafi, aasfi, asafi, اسفي
        Essaouira, swira, ssouira, souira, essaouera, mogador, سويرة, الصويره
        Ben Guerir, bengrir, ben grir, benguerir, bn grir
        Kelâat Sraghna, kelaa, l9el3a, kalaat sraghna, kelaa des sraghna, قلعة السراغنة, القلعة
        Errachidia, rachidia, er rachidia, arrachidia, rachidiya, rashidia, الراشيدية
        Ouarzazate, warzazat, ouarzazat, warzazate, werzazat
        Tinghir, tinrhir, tineghir, تنغير
        Zagora, zagoura, zagwra
        Midelt, midlt, midalt
        Agadir, agadire, agadirr, أڭادير, اگادير
        Inezgane, inzgan, inezgan, nzgan, انزكان
        Ait Melloul, ayt mloul, ait meloul, ayt melloul
        Taroudannt, taroudant, tarudant, taroudante, roudana, رودانة
        Tiznit, tizneet, tznit
        Guelmim, goulmim, goulimine, glmim, guelmime
        Tan-Tan, tantan, طان طان
        Sidi Ifni, ifni, إفني
        Laâyoune, laayoun, l3youn, 3youn, layoune, el aaiun, layoun, laâyoun
        Es-Semara, smara, essmara, semara, ssmara, السمارة
        Boujdour, bojdour, bojdor, boujdor
        Dakhla, ddakhla, dakhela, eddakhla, dakla, da5la
    """.splitlines()
    if line.strip()
)
"""One place a line: its official French name, then what else the largest place of that name is called."""

AROUND = frozenset(
    listed("""
        a, à, au, en, dans, de, la, le, ville, commune, province, préfecture, région, du, d, c'est, cest, je,
        j, suis, habite, vis, pres, près, cote, côté, quartier, f, fi, fe, b, mn, men, dyal, mdina, mdint,
        jama3a, l, ana, saken, sakna, في, ف, ب, من, مدينة, المدينة, جماعة, الجماعة, إقليم, اقليم, عمالة, ديال,
        أنا, ساكن, ساكنة, هي, حدا, قرب, ضواحي, دوار, حي, الحي, douar, hay, dwar
    """)
)
"""Words around the name of a place."""
