### Français. « Vous », jamais de participe qui devine qui lit. Les boutons : 20 signes, 24 dans une liste.

## Terms: what has one wording, wherever a message names it. Their values are those of the message.

-police = Police : { $police }
-gendarmerie = Gendarmerie : { $gendarmerie }
-ambulance = Ambulance, pompiers : { $ambulance }
-women = Femmes, jour et nuit : { $women }
-children = Enfants, jour et nuit : { $children }
-trafficking = Aide contre la traite : { $trafficking }
-emergency = Police et secours sur place : { $emergency }
-consulate = Consulat du Maroc : { $consulate }
-in-danger = En cas de danger, appelez le { $police } (police).
-attack-near = Si une attaque semble proche

-telegram-knows = Telegram sait que vous nous avez écrit et transporte les messages : il peut techniquement les lire
-whatsapp-knows = WhatsApp et Twilio, qui transportent les messages, savent que vous nous avez écrit et peuvent techniquement les lire
-web-shows = l’historique de votre navigateur et votre fournisseur d’accès peuvent montrer que cette page a été ouverte
-chat-stays = Cette discussion reste sur votre téléphone tant que vous ne l’effacez pas.
-image-tells = peut garder le lieu, la date et l’appareil. C’est utile aux enquêteurs
-image-as-file = Cette image est arrivée comme fichier : elle { -image-tells }. Si vous préférez sans, retirez-la et envoyez-la comme photo.

-receipt = preuve d’envoi
-secret-code = code secret
-case-tracking = Suivi de mon dossier
-next-steps = La suite : un examen technique, puis la transmission au service de police compétent.
-marked-urgent = Ce dossier sera marqué urgent.
-proceedings = une procédure en cours
-can-wait = Ce que vous avez écrit est gardé et peut attendre. Vous comptez plus que ce dossier.
-told-later = La personne le lira quand elle nous écrira.
-advice = Quelques conseils, à lire quand vous serez au calme :
-signs-seen = Les signes :
-signs-do = À faire :
-signs-avoid = À éviter :
-signs-call = À appeler :
-signs-source = Message de { $organisation }

-desk = Bureau des dossiers
-hide = Cacher la discussion
-cancel = Annuler
-edit = Modifier
-resume = Continuer
-traceless = Sans trace
-reporting-line = Ligne de signalement
-change-language = Changer de langue
-signs-and-advice = Signes et conseils
-remove-detail = Retirer un détail

-typed-skip = passer
-typed-done = terminé
-typed-cancel = annuler
-typed-status = suivi
-typed-hide = cacher
-typed-edit = modifier
-typed-data = mes données

-day = { DATETIME($date, dateStyle: "long") }
-moment = { DATETIME($date, dateStyle: "long") } à { DATETIME($date, timeStyle: "short") }
-money-left =
    { $hours ->
        [0] Argent parti, signalé il y a moins d’une heure
       *[other] Argent parti, signalé il y a { $hours } h
    }

## First contact

welcome = Bonjour. Ici vous pouvez signaler ce qui vous inquiète sur Internet : arnaque, chantage, menaces… Vous pouvez le faire sans donner votre nom. En cas de danger immédiat, appelez d’abord le { $police }.
welcome-short = Ici { $organisation }, ligne de signalement. En cas de danger immédiat, appelez d’abord le { $police }.
anonymity-telegram = Sans nom : les enquêteurs ne voient ni votre nom ni votre compte. Mais { -telegram-knows }. { -chat-stays }
anonymity-whatsapp = Sans nom : les enquêteurs ne voient ni votre nom ni votre compte. Mais { -whatsapp-knows }. { -chat-stays }
anonymity-web = Sans nom : aucun compte à ouvrir, et les enquêteurs ne voient aucun nom. Le site n’enregistre ni nom ni adresse de votre appareil (IP). Mais { -web-shows }.

ask-language = Quelle langue préférez-vous ?
language-ar = العربية
language-fr = Français
language-ary = الدارجة

ask-menu = Que souhaitez-vous faire ?
menu-new = Signaler
menu-check = Est-ce une arnaque ?
menu-status = { -case-tracking }
menu-signs = { -signs-and-advice }
menu-help = Aide et numéros
menu-data = Mes données
menu-language = { -change-language }
menu-hide = { -hide }
menu-resume = { -resume }
menu-edit = { -edit }
menu-cancel = { -cancel }
menu-desk = { -desk }

ask-resume = On continue là où vous en étiez, ou on recommence ?
resume-resume = { -resume }
resume-restart = Recommencer

## Ways out and on

do-back = Retour
do-skip = Passer
do-done = Terminé
do-menu = Menu
do-language = Langue
do-status = { -case-tracking }
do-signs = { -signs-and-advice }
do-new = Nouveau signalement
do-answer = Répondre
do-desk = { -desk }
do-hide = { -hide }
do-forget = Effacer mes données
do-contest = Contester
do-unfile = Retirer ce fichier
do-start = Recevoir les avis
do-resume = { -resume }
do-cancel = { -cancel }

## What came first

understood-text =
    { $again ->
        [1] C’est ajouté à votre signalement.
       *[other] Votre message est bien arrivé.
    }
understood-pieces =
    { $count ->
        [0] Aucun fichier n’est encore arrivé.
        [one] { $count } fichier est bien arrivé.
       *[other] { $count } fichiers sont bien arrivés.
    }
pieces-coming =
    { $count ->
        [one] Un fichier est en cours de réception. S’il n’arrive pas, nous le dirons ici.
       *[other] { $count } fichiers sont en cours de réception. Si l’un d’eux n’arrive pas, nous le dirons ici.
    }
understood-numbers = Numéros et liens trouvés :
understood-category = Cela ressemble à : { $category }
ask-quick =
    { $again ->
        [1] Vous pouvez continuer à écrire, ou choisir « Envoyer maintenant ».
       *[other] Vous pouvez envoyer le tout maintenant aux enquêteurs, ou ajouter des détails. Votre nom n’est pas nécessaire.
    }
ask-quick-checked = Rien n’est envoyé. Cette image peut aussi partir aux enquêteurs, si vous le choisissez. Votre nom n’est pas nécessaire.
quick-send = Envoyer maintenant
quick-recent = Moins de 24 h
quick-details = Ajouter des détails
quick-found = { -remove-detail }
quick-category = Choisir le sujet
quick-join = Au dossier précédent
quick-cancel = { -cancel }

## Category

ask-category = De quoi s’agit-il ? Vous pouvez choisir, l’écrire avec vos mots, ou transférer ici le message reçu.
category-fraud = Arnaque
category-blackmail = Chantage avec des images
category-defamation = Insultes, diffamation
category-threat = Menaces
category-child = Enfant en danger
category-trafficking = Traite, personne retenue
category-hacking = Compte piraté
category-terrorism = Terrorisme
category-drugs = Drogues
category-weapons = Armes
category-incitement = Appel à la violence
category-other = Autre chose

opening-blackmail = Ce n’est pas votre faute. Ne payez pas, ne supprimez rien : ces messages sont vos preuves. Nous n’avons pas besoin de l’image elle-même.
opening-blackmail-lines =
    Pour en parler à quelqu’un maintenant :
    { -women }
    { -children }
    { -police }
opening-child = Merci d’en parler. N’envoyez ici aucune image d’enfant : un lien, un nom de compte ou quelques mots suffisent.
opening-child-lines =
    Si un enfant est en danger maintenant :
    { -police }
    { -children }
opening-terrorism = Merci de prévenir. Un lien, un nom de compte ou une capture suffit. Mieux vaut ne pas partager ce contenu et ne pas répondre à son auteur. { -attack-near }, appelez tout de suite le { $police }.

## Care

care-danger =
    ⚠️ En danger maintenant, appelez d’abord :
    { -police } (ou { $police_mobile } depuis un mobile)
    { -gendarmerie }
    { -ambulance }
    Nous continuons ici quand vous pourrez. Rien n’est perdu.
care-despair =
    Ce que vous vivez est très lourd, et personne ne devrait le porter sans aide. Parlez à quelqu’un maintenant :
    { -police }
    { -ambulance }
    { -women }
    { -children }
    Pour tout le monde, écoute : { $listening }
    Ou une personne de confiance, tout de suite.
    { -can-wait }
care-overdose =
    ⚠️ Appelez l’ambulance maintenant, même si tout semble aller :
    { -ambulance }
    { -police }
    Allez vers la personne la plus proche. Si quelque chose a été avalé, gardez la boîte à la main.
    { -can-wait }
care-held =
    ⚠️ Pour une personne retenue, une aide existe :
    { -trafficking }
    { -police }
    Hors du Maroc, le consulat et la police du pays peuvent aussi aider.
    { -marked-urgent } Ne prenez aucun risque pour nous répondre.
care-minor =
    Ce n’est jamais la faute de la victime. Des personnes écoutent tout de suite :
    { -children }
    { -police }
    { -marked-urgent }
care-danger-abroad =
    ⚠️ En danger maintenant, appelez d’abord les secours du pays où vous êtes :
    { -emergency }
    { -consulate }
    Nous continuons ici quand vous pourrez. Rien n’est perdu.
care-despair-abroad =
    Ce que vous vivez est très lourd, et personne ne devrait le porter sans aide. Parlez à quelqu’un maintenant :
    { -emergency }
    { -consulate }
    Ou une personne de confiance, tout de suite.
    { -can-wait }
care-overdose-abroad =
    ⚠️ Appelez les secours maintenant, même si tout semble aller :
    { -emergency }
    Allez vers la personne la plus proche. Si quelque chose a été avalé, gardez la boîte à la main.
    { -can-wait }
care-held-abroad =
    ⚠️ Pour une personne retenue, une aide existe :
    { -emergency }
    { -consulate }
    { -trafficking } (depuis le Maroc)
    { -marked-urgent } Ne prenez aucun risque pour nous répondre.
care-minor-abroad =
    Ce n’est jamais la faute de la victime. Des personnes peuvent aider tout de suite :
    { -emergency }
    { -consulate }
    { -marked-urgent }
abroad-numbers =
    { -emergency }
    { -consulate }
abroad-help =
    À l’étranger, qui appeler :
    { -emergency }
    { -consulate }
care-unsafe = Alors faisons court : quelques mots suffisent. Pour arrêter, écrivez « { -typed-cancel } », ou « { -typed-hide } » si quelqu’un approche.
money-first = Appelez tout de suite la banque ou l’agence d’où l’argent est parti : il est parfois encore temps d’arrêter ce paiement, et les premières heures comptent.
money-line = { $bank } répond ici :
money-line-at = { $bank } : le numéro est au dos de la carte, dans l’application ou sur le reçu.
money-line-card = Son numéro est au dos de la carte, dans l’application ou sur le reçu.
money-card = Appelez votre banque maintenant pour faire bloquer la carte : le numéro est au dos de la carte ou dans l’application. Votre signalement est gardé, il peut attendre quelques minutes.
money-goes = Quatre réponses courtes au plus, et votre signalement part aussitôt, sans votre nom. Sans réponse, il part dans quelques minutes avec ce que vous avez dit. « { -typed-cancel } » arrête tout.
money-goes-soon = Sans réponse, ce signalement part dans quelques minutes, sans votre nom. « { -typed-cancel } » arrête tout.
money-if-recent = Si l’argent est parti depuis moins de 24 h, dites-le d’abord : il est parfois encore temps de l’arrêter.
money-read = À lire à la banque :
money-say = Bonjour. Un paiement frauduleux est parti. Merci de le bloquer et d’en demander le retour tout de suite.
money-say-amount = Montant : { $amount }.
money-say-when = Quand : { $when }.
money-say-to = Vers : { $to }.
money-ask-bank = Si j’ai une carte chez vous, merci de la bloquer aussi, et de me donner un numéro de réclamation.

## A person

person-offer =
    { $count ->
        [one] Un enquêteur de permanence peut vous répondre ici en { $count } minute : touchez le bouton. Sinon, les numéros à appeler vous seront redonnés.
       *[other] Un enquêteur de permanence peut vous répondre ici en { $count } minutes : touchez le bouton. Sinon, les numéros à appeler vous seront redonnés.
    }
person-talk = Parler à quelqu’un
person-lines =
    Pour parler à quelqu’un tout de suite :
    { -police }
    { -ambulance }
    { -women }
    { -children }
    En danger, mieux vaut appeler sans attendre la réponse.
person-asked =
    { $count ->
        [one] C’est transmis à la permanence. Réponse ici en { $count } minute, sinon ces numéros vous seront redonnés.
       *[other] C’est transmis à la permanence. Réponse ici en { $count } minutes, sinon ces numéros vous seront redonnés.
    }
person-waits = Votre demande est bien là depuis le { -moment }, et elle reste ouverte.
person-off = Aucun enquêteur n’est de permanence en ce moment. Votre dossier doit être lu au plus tard le { -moment }.
person-nobody = Personne ne peut répondre ici pour l’instant, et nous ne savons pas encore quand. Votre dossier est bien arrivé, rien n’est perdu.
person-late = Personne n’a encore pu répondre. Votre demande reste ouverte, et les enquêteurs la voient en premier.
person-coming = Quelqu’un va vous écrire ici. Vous pouvez laisser cette discussion ouverte.
person-after = Une fois le signalement envoyé, vous pourrez demander ici à parler à quelqu’un.

## Questions about the service

topic-report = C’est un signalement
topic-safe = Cette discussion reste sur votre téléphone tant que vous ne l’effacez pas. Si quelqu’un peut l’ouvrir, touchez « Cacher » et revenez depuis un autre téléphone.
topic-who-reads = Chez nous, seuls les enquêteurs chargés des signalements lisent ce que vous envoyez. Vos proches, votre école ou votre employeur n’en sont pas informés.
topic-police = Ici, un programme vous répond. Ce que vous envoyez est lu par des enquêteurs. En cas de danger, appelez la police : { $police }.
topic-add-later = Oui, à tout moment, avant comme après l’envoi : écrivez ou envoyez le fichier ici. Après l’envoi, cela peut rejoindre le même dossier.
topic-call-me = Les questions et les réponses arrivent ici, dans cette discussion. Un enquêteur ne peut vous appeler que si vous avez laissé un numéro.
topic-fault = Ce n’est pas votre faute, c’est celle de la personne qui vous fait du mal. Vous avez bien fait d’écrire. Prenez votre temps, quelques mots suffisent.
topic-free = Oui, signaler est gratuit. Personne ne vous demandera ici d’argent, de code ni de carte : si quelqu’un le fait en notre nom, c’est une arnaque.
topic-how-long = Quelques minutes suffisent, et vous pouvez envoyer sans tout remplir. L’examen d’un dossier prend des jours, parfois des semaines. Écrivez « { -typed-status } » pour savoir où en est le vôtre.
topic-lost-code = Si vous avez signalé depuis cette discussion, écrivez « { -typed-status } » : le code n’est pas nécessaire. Sinon, personne ne peut retrouver ce code, nous non plus. Un nouveau signalement peut dire qu’il complète le premier.
topic-talk-to-person =
    Ici, un programme vous répond ; un enquêteur peut vous écrire plus tard dans cette discussion.
    Pour parler à quelqu’un maintenant :
    { -police }
    { -women }
    { -children }
topic-screenshot = Sur Android : le bouton marche/arrêt et celui qui baisse le son, ensemble. Sur iPhone : le bouton de côté et celui qui monte le son, ensemble. Une capture des messages et du compte suffit, envoyez-la ici.
topic-send-someone =
    Nous ne pouvons envoyer personne sur place : ici, des enquêteurs lisent les signalements. S’il faut quelqu’un maintenant :
    { -police }
    { -ambulance }
topic-passport =
    Les passeports, cartes d’identité, permis et autres démarches ne se traitent pas ici. Le portail des démarches :
    idarati.ma
topic-accident =
    Un vol dans la rue, une bagarre ou un accident ne se signale pas ici, mais par téléphone.
    { -signs-call }
    Police, en ville : { $police }
    Gendarmerie, hors des villes : { $gendarmerie }
    { -ambulance }
topic-what-can-i-report = Tout ce qui vous inquiète sur Internet ou au téléphone : arnaque, chantage avec des images, menaces, insultes, compte piraté, enfant en danger, terrorisme, armes, drogues, personne retenue. Un doute suffit.
topic-what-is-this = Ici, vous pouvez signaler ce qui vous arrive ou ce que vous voyez sur Internet, avec ou sans votre nom. Un programme pose quelques questions, puis des enquêteurs lisent votre signalement.
topic-what-next = Une fois envoyé, le signalement est lu par des enquêteurs, puis confié au service de police compétent. Cela peut prendre des jours ou des semaines, et personne ne peut promettre une arrestation ou un remboursement. Les nouvelles arrivent ici : écrivez « { -typed-status } ».
topic-what-to-do = Une chose à la fois. Gardez les messages, ne payez rien et ne répondez plus. Écrivez ici ce qui se passe, même dans le désordre, puis envoyez-le. En cas de danger, appelez le { $police }.
topic-insult-or-test = D’accord, rien n’a été envoyé. Si quelque chose vous inquiète sur Internet, vous pouvez l’écrire ici avec vos mots.

## Is this a scam?

ask-check = Envoyez ici le numéro, le lien ou le message qui vous fait douter. Rien n’est signalé. Le texte s’efface d’ici demain au plus tard.
check-nothing = Il manque de quoi vérifier : un numéro, un lien, un compte, ou le message entier comme il est arrivé.
check-picture = Ce que montre une image ne peut pas être vérifié ici, sauf un code QR. Écrivez le numéro ou le lien qu’on y voit. L’image peut aussi partir comme signalement.
checked-report = Le signaler
checked-reported = Plusieurs personnes nous ont signalé :
checked-known = Ceci figure sur une liste de numéros et de liens suspects, de nos enquêteurs ou de leurs partenaires :
checked-copied = Plusieurs personnes nous ont signalé un message presque identique.
checked-unknown = Rien de tel n’a été signalé ici assez souvent pour en parler. Cela ne veut pas dire que c’est sûr.
checked-limited = C’est tout ce que nous pouvons rechercher d’ici en un jour. Vous pouvez revenir demain, et signaler à tout moment.
checked-advice = Dans le doute : ne cliquez pas, ne payez pas, ne donnez aucun code. Vérifiez auprès de la vraie banque ou du vrai service, par un numéro que vous connaissez déjà.
checked-closed = D’accord, rien n’a été signalé. Vous pouvez revenir vérifier autre chose à tout moment.
contest-begun = Vous dites que ce qui est signalé n’est pas une arnaque. Expliquez en quelques mots, puis envoyez : un enquêteur décidera.
sign-lookalike = Le lien imite un nom connu, mais l’adresse n’est pas celle de ce service.
sign-shortener = Le lien est raccourci : on ne voit pas où il mène.
sign-code = On y parle d’un code ou d’un mot de passe : aucun vrai service ne le demande.
sign-money = On y parle de payer ou d’envoyer de l’argent.
sign-urgency = On vous presse, pour vous empêcher de réfléchir.
sign-link = Le lien mène à un site que nous ne connaissons pas.
scam-parcel = Cela ressemble à l’arnaque au colis : de petits frais sont demandés pour voler la carte.
scam-bank = Cela ressemble à l’arnaque à la fausse banque : on fait peur pour obtenir la carte ou le code.
scam-prize = Cela ressemble à l’arnaque au faux gain : il faut payer ou donner ses données pour un prix qui n’existe pas.
scam-job = Cela ressemble à l’arnaque au faux emploi : de l’argent est demandé, ou un travail trop bien payé est promis.
scam-investment = Cela ressemble à l’arnaque au placement : on promet des gains rapides, puis l’argent ne revient pas.
scam-aid = Cela ressemble à l’arnaque à la fausse aide : on utilise le nom d’un service public pour obtenir des données.
scam-relative = Cela ressemble à l’arnaque au faux proche : quelqu’un se fait passer pour la famille et demande de l’argent.

## Questions of one category

answer-yes = Oui
answer-no = Non
answer-unsure = Peut-être

ask-danger = Y a-t-il quelqu’un en danger en ce moment ?
ask-held = Y a-t-il, en ce moment, une personne retenue contre son gré ?
ask-held_where = Où, d’après ce que vous savez ? Un pays, une ville ou le nom d’un bâtiment aide déjà.
ask-safe = Pouvez-vous répondre ici sans risque ?
ask-held_count = Combien de personnes sont retenues, à peu près ? Y a-t-il des enfants ?
ask-held_speaks = Quelle langue parlent-elles, et dans laquelle peut-on leur répondre ?
ask-held_told = Qui d’autre est au courant, ou peut l’être sans danger : famille, consulat, association ? Vous pouvez aussi dire qui ne doit rien savoir.
ask-minor = La personne concernée a-t-elle moins de 18 ans ?

ask-via = Par quel moyen est-ce arrivé ?
via-sms = SMS
via-whatsapp = WhatsApp
via-call = Appel téléphonique
via-social = Réseau social
via-site = Site web
via-email = E-mail
via-other = Autre moyen

ask-money = De l’argent a-t-il été versé ?
money-recent = Oui, moins de 24 h
money-earlier = Oui, plus de 24 h
money-no = Non
ask-lost_bank = De quelle banque ou agence l’argent est-il parti ?
bank-attijari = Attijariwafa bank
bank-populaire = Banque Populaire
bank-africa = Bank of Africa
bank-cih = CIH Bank
bank-barid = Al Barid Bank
bank-cashplus = Cash Plus
bank-wafacash = Wafacash
bank-agricole = Crédit Agricole
bank-bmci = BMCI
bank-saham = Saham Bank
bank-creditmaroc = Crédit du Maroc
bank-cfg = CFG Bank
bank-umnia = Umnia Bank
bank-assafa = Bank Assafa
bank-yousr = Bank Al Yousr
bank-arab = Arab Bank
bank-daman = Damane Cash
bank-baridcash = Barid Cash
bank-chaabicash = Chaabi Cash
bank-orangemoney = Orange Money
bank-inwimoney = inwi money
bank-westernunion = Western Union
bank-moneygram = MoneyGram
bank-paypal = PayPal
bank-binance = Binance
ask-lost_amount = Combien ? Par exemple : 3000 DH.
ask-lost_when = Quand l’argent est-il parti ? L’heure aide, même à peu près.
when-now = À l’instant
when-today = Aujourd’hui
when-yesterday = Hier
ask-lost_to = Vers qui ? Un RIB, un numéro, un portefeuille crypto ou un nom.

ask-payment = Combien, et comment ? Par exemple : 500 dirhams par virement, recharge ou crypto.

ask-exposed = Un lien a-t-il été ouvert, ou des informations données (code, carte, photo d’une pièce d’identité) ?
exposed-no = Non, rien
exposed-link = Lien ouvert
exposed-data = Informations données

ask-aggressor = Qui est-ce, à votre connaissance ?
aggressor-partner = Partenaire
aggressor-ex = Ex
aggressor-family = Famille
aggressor-friend = Amis, connaissances
aggressor-colleague = Travail ou études
aggressor-stranger = Personne inconnue
aggressor-other = Autre personne

ask-harm = Qu’est-ce qui est publié ou envoyé ?
harm-insult = Insultes ou rumeurs
harm-images = Images privées
harm-impersonation = Faux compte
harm-deepfake = Image truquée
harm-other = Autre chose

ask-stolen = Quel compte est touché ?
stolen-whatsapp = WhatsApp
stolen-facebook = Facebook
stolen-instagram = Instagram
stolen-email = E-mail
stolen-bank = Banque
stolen-other = Autre compte

ask-access = Pouvez-vous encore y entrer ?

ask-venue = Où cela se passe-t-il ?
venue-group = Groupe de discussion
venue-social = Réseau social
venue-site = Site web
venue-hidden = Site caché (dark web)
venue-street = Dans la rue
venue-other = Autre endroit

ask-account = Quel compte, lien ou numéro ? Vous pouvez le coller tel quel.
ask-group = Un groupe est-il cité ? Si oui, écrivez son nom.
ask-delivery = Comment est-ce vendu ou livré ? Par exemple : rendez-vous, colis, livreur.

## The report

ask-story = Que s’est-il passé ? Avec vos mots, comme ça vient. Un message vocal convient aussi.
ask-evidence = Avez-vous des preuves ? Captures d’écran, photos, audio, liens : envoyez-les ici, l’une après l’autre.
ask-evidence-private = Avez-vous des captures des messages, des liens, des noms de compte ? Cela suffit. L’image intime elle-même n’est pas nécessaire : ne l’envoyez pas.
evidence-so-far = Envoyez la suite, ou écrivez « { -typed-done } ».
evidence-as-file = Envoyée comme fichier, une photo garde aussi le lieu, la date et l’appareil, si cela peut servir à l’enquête.

ask-suspects = Avez-vous un numéro, un lien, un compte ou un nom de la personne en cause ?
suspects-found = Déjà trouvé dans vos messages :
ask-suspects-more = Y a-t-il d’autres numéros, liens ou comptes ? Sinon, écrivez « { -typed-skip } ».

ask-where = Êtes-vous au Maroc ou à l’étranger ? Cela aide à confier le dossier au bon service.
where-morocco = Au Maroc
where-abroad = À l’étranger
ask-region = Dans quelle région ?
region-tanger = Tanger-Tétouan-Hoceïma
region-oriental = Oriental
region-fes = Fès-Meknès
region-rabat = Rabat-Salé-Kénitra
region-beni-mellal = Béni Mellal-Khénifra
region-casablanca = Casablanca-Settat
region-marrakech = Marrakech-Safi
region-draa = Drâa-Tafilalet
region-souss = Souss-Massa
region-guelmim = Guelmim-Oued Noun
region-laayoune = Laâyoune-Sakia El Hamra
region-dakhla = Dakhla-Oued Ed-Dahab
ask-city = Dans quelle ville ou commune ?
ask-town = De quel endroit s’agit-il ?
town-option = { $town }
town-other = Un autre endroit
town-understood = Lieu : { $town }
ask-country = Dans quel pays ?

ask-identity = Souhaitez-vous donner votre nom ?
means-anonymous = Sans nom : les enquêteurs voient un pseudonyme, et les nouvelles arrivent dans cette discussion.
means-traceless = Sans trace : nous oublions tout de suite cette discussion. Le { -secret-code } devient l’unique chemin vers le dossier, d’où que vous écriviez.
means-named = Avec votre nom : les enquêteurs le voient et peuvent vous joindre.
identity-anonymous = Sans mon nom
identity-traceless = { -traceless }
identity-signed = Nom de la signature
identity-named = Donner mon nom
ask-name = Quel nom les enquêteurs doivent-ils voir ?
ask-contact = Comment vous joindre ? Téléphone, e-mail ou numéro de carte d’identité, comme vous préférez.
contact-expected =
    Il nous faut une adresse e-mail, un numéro de carte d’identité ou un numéro de téléphone, par exemple :
    06 12 34 56 78
    Vous pouvez aussi écrire « { -typed-skip } ».

review-title = Voici ce qui sera envoyé :
review-answer = { $label } : { $value }
review-evidence = Fichiers joints : { $count }
review-notes = Messages joints : { $count }
ask-confirm = Est-ce que tout est juste ? Rien ne part avant que vous touchiez « Envoyer ».
confirm-send = Envoyer
confirm-edit = { -edit }
confirm-found = { -remove-detail }
confirm-cancel = { -cancel }
own-seen = Vous avez aussi écrit ceci sur vous, et les enquêteurs le verront :
own-remove = Vous pouvez le laisser tel quel, ou le retirer ici avant l’envoi.
own-told = Mais ce que vous avez écrit sur vous reste visible pour les enquêteurs.
own-masked = C’est fait : ces mots sont remplacés par […] dans votre texte.
own-noted = D’accord : ce détail est le vôtre, il n’est pas celui de la personne en cause.
own-unknown = Nous n’avons pas compris de quel détail il s’agit. Vous pouvez aussi changer votre texte : écrivez « { -typed-edit } ».
own-filed = Ce dossier est déjà envoyé : ce détail y reste. Pour demander son effacement, écrivez « { -typed-data } ».
ask-found = Que faut-il retirer de la liste, ou y remettre ? Par exemple un numéro mal lu, ou le vôtre.
found-remove = { $indicator } · retirer
found-restore = { $indicator } · remettre
found-mine = Retirer ce qui est à moi
found-out = Retiré de la liste, votre texte reste le même :
found-back = Remis dans la liste :

ask-edit = Quelle réponse voulez-vous changer ?
ask-drop = Effacer ce que vous avez préparé ? Rien n’a été envoyé.
dropped = C’est effacé. Rien n’a été envoyé.

## What each answer is called

label-category = Sujet
label-danger = Danger en ce moment
label-held = Personne retenue
label-held_where = Lieu présumé
label-safe = Réponse sans risque
label-held_count = Nombre de personnes
label-held_speaks = Langue parlée
label-held_told = Qui peut savoir, ou non
label-minor = Moins de 18 ans
label-via = Moyen
label-money = Argent versé
label-payment = Montant et paiement
label-lost_bank = Banque ou agence
label-lost_amount = Argent parti
label-lost_when = Parti quand
label-lost_to = Parti vers qui
label-exposed = Lien ou informations
label-aggressor = Qui est-ce
label-harm = Publié ou envoyé
label-stolen = Compte touché
label-access = Accès au compte
label-venue = Endroit
label-account = Compte ou lien
label-group = Groupe cité
label-delivery = Vente et livraison
label-feedback_words = Avis sur l’aide reçue
label-story = Récit
label-suspects = Numéros et comptes
label-where = Maroc ou étranger
label-region = Région
label-city = Ville
label-country = Pays
label-identity = Identité
label-name = Nom
label-contact = Contact
label-note = Message
label-contest = Contesté, ne serait pas une arnaque
label-edit = Message corrigé
label-code = Code QR de l’image
label-read = Lu dans une image
label-phone = Numéro trouvé
label-link = Lien trouvé
label-email = E-mail trouvé
label-handle = Compte trouvé
label-amount = Montant cité
label-sender = Expéditeur de SMS cité
label-rib = RIB trouvé
label-iban = IBAN trouvé
label-cardnumber = Carte bancaire citée
label-crypto = Portefeuille crypto trouvé
label-date = Date citée

## Filed

filed = ✅ C’est envoyé. Votre dossier :
filed-next = { -next-steps } S’il y a une question, elle viendra ici. Une réponse peut prendre plusieurs jours.
filed-urgent = Votre dossier est marqué urgent : il passe en premier. En cas de danger, appelez aussi le { $police } : c’est la police, elle répond jour et nuit.
filed-urgent-abroad = Votre dossier est marqué urgent : il passe en premier. En cas de danger, appelez aussi le { $emergency } : la police du pays où vous êtes.
filed-money = Ce dossier passe en premier. Mais seule la banque peut arrêter le paiement : si ce n’est pas fait, appelez-la maintenant.
filed-traceless = { -next-steps } Aucune nouvelle n’arrivera ici : pour suivre le dossier, envoyez le code.
receipt-keep = Et un { -secret-code }, pour suivre ce dossier depuis n’importe quel téléphone. Qui l’a peut suivre le dossier, lire nos messages à son sujet et le retirer. Gardez-le pour vous :
receipt-only = Et un { -secret-code }, unique chemin vers ce dossier : sans lui, ni vous ni nous ne pouvons retrouver lequel est le vôtre. Les enquêteurs, eux, le lisent. Copiez-le en lieu sûr :
signer = Clé de ce serveur : { $fingerprint }
receipt-proof = Enfin, une { -receipt }. Rien à en faire maintenant ; si un jour on demande ce qui a été envoyé et quand, elle en fait foi :
receipt-picture = Une image à garder pour vous : elle s’ouvre comme le code.

advice-fraud =
    { -advice }
    Ne payez plus rien et gardez tous les messages. Si une carte ou un code a été donné, demandez à votre banque de bloquer la carte. Méfiance aussi envers qui promet de récupérer l’argent contre paiement.
advice-blackmail =
    { -advice }
    Ne payez pas, faites des captures, et seulement ensuite bloquez le compte. Pour limiter la diffusion des images :
    { $images_adults }
    { $images_minors } (moins de 18 ans)
    Pour en parler à quelqu’un :
    { -women }
    { -children }
advice-defamation =
    { -advice }
    Faites une capture avec la date et le lien, avant que cela ne disparaisse, et signalez aussi la publication au réseau. Mieux vaut ne pas répondre.
    Pour en parler à quelqu’un :
    { -women }
    { -children }
advice-threat =
    { -advice }
    Gardez les messages, évitez de répondre, et prévenez une personne de confiance.
    Si la menace se rapproche, appelez tout de suite :
    { -police }
    Pour en parler à quelqu’un :
    { -women }
advice-child =
    { -advice }
    Ne gardez et ne partagez aucune image d’enfant, et n’écrivez pas à la personne en cause. Le lien suffit.
    { -children }
    Faire retirer une image : { $images_minors }
advice-trafficking =
    { -advice }
    Gardez une copie du passeport, du contrat et des messages, et dites le lieu à une personne de confiance. Ne versez rien pour une libération sans en parler à la police.
    { -trafficking }
    { -police }
advice-hacking =
    { -advice }
    D’abord, reprendre le compte : page de récupération, depuis un appareil sûr. Ensuite, nouveau mot de passe, validation en deux étapes, fermeture des autres sessions. Prévenez vos contacts de ne rien payer en votre nom.
advice-terrorism =
    { -advice }
    Ne partagez pas ce contenu, ne répondez pas et n’entrez dans aucun groupe pour en savoir plus. Gardez seulement le lien. { -attack-near } : { $police } (police).
advice-drugs =
    { -advice }
    N’achetez rien et n’écrivez pas au vendeur, même pour prouver. Notez le compte, le lieu et la date. En cas de malaise : { $ambulance } (ambulance).
advice-weapons =
    { -advice }
    N’achetez rien et n’écrivez pas au vendeur, même pour prouver. Notez le compte, le lien et la date. Si une arme est près de vous, éloignez-vous et appelez le { $police } (police).
advice-incitement =
    { -advice }
    Ne partagez pas et ne répondez pas, même pour contredire. Une capture avec la date et le lien suffit. Signalez aussi la publication au réseau. { -attack-near } : { $police } (police).
advice-other =
    { -advice }
    Gardez les messages et ne supprimez rien. Vous pouvez revenir ici à tout moment pour ajouter quelque chose.

ask-more = Voulez-vous ajouter quelques détails ? Toutes les questions sont facultatives.
more-yes = Oui
more-no = Non
more-traceless = { -traceless }
enrich-done = Merci, votre dossier est à jour. Vous pouvez revenir ici à tout moment pour y ajouter quelque chose.
added = C’est ajouté à votre dossier :

## How to recognise it

ask-signs = Reconnaître quoi ? Choisissez un sujet : les signes, quoi faire, qui appeler.
signs-forward = Ce message peut être transféré tel quel à une personne à prévenir.
signs-fraud =
    Reconnaître une arnaque
    { -signs-seen } on vous presse de payer ou de cliquer ; un colis, un gain, un emploi ou un placement trop beau ; on demande un code, une carte ou une avance.
    { -signs-do } vérifier auprès de la banque ou de la société, par son numéro habituel ; garder les messages ; en parler avant de payer.
    { -signs-avoid } ouvrir le lien, donner un code reçu par SMS, payer pour récupérer de l’argent perdu.
    { -signs-call }
    { -police }
    { -signs-source }
signs-blackmail =
    Reconnaître un chantage avec des images
    { -signs-seen } une rencontre récente qui va très vite vers l’intime, un appel vidéo inattendu, puis la menace de tout envoyer aux proches.
    { -signs-do } prendre des captures, ensuite bloquer le compte ; en parler à une personne de confiance. Ce n’est jamais la faute de la victime.
    { -signs-avoid } payer, car les demandes continuent ; supprimer les messages, qui sont les preuves.
    { -signs-call }
    { -women }
    { -children }
    { -police }
    { -signs-source }
signs-defamation =
    Reconnaître l’insulte et la diffamation
    { -signs-seen } un faux compte à votre nom, des photos publiées sans accord, des montages, des messages qui humilient ou salissent.
    { -signs-do } prendre une capture avec la date et le lien, signaler la publication au réseau, en parler à une personne de confiance.
    { -signs-avoid } répondre, ou partager la publication, même pour la dénoncer.
    { -signs-call }
    { -women }
    { -children }
    { -police }
    { -signs-source }
signs-threat =
    Reconnaître une menace sérieuse
    { -signs-seen } des messages qui se répètent, quelqu’un qui connaît votre adresse ou vos trajets, qui suit, attend, ou parle d’une arme.
    { -signs-do } garder les messages, prévenir une personne de confiance, changer ses habitudes ; en cas de danger, appeler tout de suite.
    { -signs-avoid } répondre, accepter une rencontre, annoncer en ligne où l’on se trouve.
    { -signs-call }
    { -police }
    { -gendarmerie }
    { -women }
    { -signs-source }
signs-child =
    Reconnaître un enfant en danger en ligne
    { -signs-seen } un adulte inconnu qui demande photos, caméra ou secret ; des cadeaux ; un enfant qui cache son téléphone, s’isole ou dort mal.
    { -signs-do } écouter sans gronder, garder le lien et le nom du compte, demander de l’aide. Ce n’est jamais la faute de l’enfant.
    { -signs-avoid } enregistrer ou partager une image d’enfant, écrire à la personne en cause.
    { -signs-call }
    { -children }
    { -police }
    { -signs-source }
signs-trafficking =
    Reconnaître un faux emploi à l’étranger
    { -signs-seen } un bon salaire sans contrat ni diplôme demandé, un voyage payé d’avance, un départ pressé, un passeport à remettre.
    { -signs-do } vérifier l’employeur, laisser à un proche l’adresse et une copie du passeport, convenir d’un mot d’alerte.
    { -signs-avoid } remettre son passeport, partir sans contrat, payer pour une libération sans parler à la police.
    { -signs-call }
    { -trafficking }
    { -police }
    { -signs-source }
signs-hacking =
    Reconnaître un compte piraté
    { -signs-seen } un code reçu sans l’avoir demandé, une connexion inconnue, des amis qui reçoivent de votre part des demandes d’argent.
    { -signs-do } reprendre le compte par la page officielle, changer le mot de passe, activer la validation en deux étapes, prévenir ses contacts.
    { -signs-avoid } donner un code reçu par SMS, même à un ami ; scanner un code QR inconnu ; payer un prétendu récupérateur.
    { -signs-call }
    { -police }
    { -signs-source }
signs-terrorism =
    Reconnaître un appel au terrorisme
    { -signs-seen } des vidéos qui glorifient un attentat ou un groupe armé, une invitation dans un groupe fermé, un proche qui rompt avec tous et parle de partir.
    { -signs-do } noter le lien et le nom du compte ou du groupe, et signaler ; si une attaque semble proche, appeler tout de suite.
    { -signs-avoid } partager le contenu, répondre, entrer dans le groupe pour en savoir plus.
    { -signs-call }
    { -police }
    { -gendarmerie }
    { -signs-source }
signs-drugs =
    Reconnaître la vente de drogue en ligne
    { -signs-seen } des comptes avec photos, prix et livraison ; des emojis à la place des mots ; des comprimés vendus sans ordonnance ; un paiement sans nom.
    { -signs-do } noter le compte, le lieu et la date, et signaler ; en cas de malaise, appeler l’ambulance.
    { -signs-avoid } acheter ou écrire au vendeur, même pour prouver.
    { -signs-call }
    { -police }
    { -ambulance }
    { -signs-source }
signs-weapons =
    Reconnaître la vente d’armes en ligne
    { -signs-seen } des annonces sans aucun contrôle, des pièces ou des munitions, des conseils pour modifier une arme, un paiement sans nom.
    { -signs-do } noter le compte, le lien et la date, et signaler ; si une arme est près de vous, s’éloigner et appeler.
    { -signs-avoid } acheter, écrire au vendeur, aller voir sur place.
    { -signs-call }
    { -police }
    { -gendarmerie }
    { -signs-source }
signs-incitement =
    Reconnaître un appel à la violence
    { -signs-seen } un message qui désigne une personne ou un groupe, qui appelle à frapper, à brûler ou à tuer, qui donne un lieu ou une heure.
    { -signs-do } prendre une capture avec la date et le lien, signaler au réseau et ici ; si une attaque semble proche, appeler tout de suite.
    { -signs-avoid } partager, même pour dénoncer ; répondre à l’auteur.
    { -signs-call }
    { -police }
    { -signs-source }
signs-other =
    Reconnaître un message suspect
    { -signs-seen } un inconnu qui presse, qui fait peur ou qui flatte, qui demande un secret, un code, une image ou de l’argent.
    { -signs-do } prendre le temps, garder les messages, en parler à une personne de confiance ; un doute suffit pour signaler.
    { -signs-avoid } répondre tout de suite, ouvrir un lien inconnu, supprimer les messages.
    { -signs-call }
    { -police }
    { -women }
    { -children }
    { -signs-source }

## Kept on the way

evidence-received =
    { $count ->
        [one] Votre fichier est en cours de réception.
       *[other] Fichier en cours de réception, cela en fait { $count }.
    }
caption-kept = Les mots joints à ce fichier sont gardés aussi.
codes-found = Un code QR a été lu dans l’image.
ask-read = Un programme a lu ceci dans votre image, et il se trompe parfois. Est-ce exact, et lié à ce que vous signalez ?
read-kept = C’est ajouté.
read-tap = Pour l’ajouter, touchez le bouton ci-dessous.
read-dropped = D’accord, rien de cela n’est gardé. L’image reste avec vos preuves.
read-missing =
    { $count ->
        [one] Le programme n’a pas pu lire une image ; elle est bien gardée. Si elle montre un numéro ou un lien, vous pouvez l’écrire ici.
       *[other] Le programme n’a pas pu lire { $count } images ; elles sont bien gardées. Si elles montrent un numéro ou un lien, vous pouvez l’écrire ici.
    }
place-received = La position est bien arrivée.
contact-received = Le contact est bien arrivé.
voice-received = Votre message vocal est en cours de réception. Il sert de récit.
note-kept = C’est ajouté à votre signalement.
unsent = Rien n’est encore envoyé.
reassured = Vous avez bien fait d’écrire. Il est normal d’avoir peur. Prenez votre temps : quelques mots suffisent.
heard =
    Vous avez bien fait d’écrire, et vous n’avez pas à porter cela sans aide. Dites en quelques mots ce qui se passe, même dans le désordre : nous avançons ensemble.
    Pour parler à quelqu’un tout de suite :
    { -police }
    { -ambulance }
    { -women }
    { -children }
nothing-sent = D’accord, on s’arrête là. Rien n’a été envoyé.
nothing-new-sent = D’accord, on s’arrête là. Rien de plus n’a été envoyé.
sent-stays = Votre signalement est déjà parti. Le bouton ci-dessous permet de le retirer.
draft-waits = D’accord. Rien n’est envoyé, et ce que vous avez écrit attend encore un peu ici, puis s’efface.
case-stays = D’accord, rien ne change.
not-sent = Rien n’a été envoyé. Cela ne part que si vous le choisissez.
if-sent = Seuls les enquêteurs liront ce signalement. Ils n’y voient votre nom que si vous l’avez donné ou écrit. Rien n’est encore envoyé.
thanked = De rien. Vous pouvez revenir ici à tout moment.
already-sent = C’est déjà envoyé.
name-not-kept = D’accord, sans votre nom.
edit-kept = Votre correction est gardée, à côté de la première version.
notes-full = Ce message n’a pas pu être joint, il y en a déjà beaucoup. Vous pourrez en ajouter au dossier après l’envoi.
evidence-full = Ce fichier n’a pas pu être joint, il y en a déjà beaucoup. Vous pourrez en ajouter plus tard, depuis le suivi du dossier.
evidence-day-full = Beaucoup de fichiers sont déjà arrivés d’ici aujourd’hui, et celui-ci n’a pas pu être gardé. Les autres le sont. Vous pouvez envoyer maintenant un lien ou quelques mots, et revenir demain avec ce fichier.
evidence-failed = Un fichier n’a pas pu être reçu. Pouvez-vous l’envoyer encore une fois ? Le reste est bien gardé.
evidence-too-big = Ce fichier est trop lourd pour arriver ici. Une capture d’écran, un extrait plus court ou un lien convient très bien.
unsupported =
    { $kind ->
        [sticker] Un autocollant
        [poll] Un sondage
       *[other] Ce type de message
    } ne peut pas être gardé ici. Vous pouvez envoyer un texte, une photo, une vidéo, un message vocal, un fichier ou un lien.
original-telegram = { -image-as-file }
original-whatsapp = { -image-as-file }
original-web = Cette photo arrive telle quelle : elle { -image-tells }. Si vous préférez sans, retirez-la et envoyez une capture d’écran.
original-filed = Cette image { -image-tells } : elle est jointe telle quelle.
unfiled = C’est retiré. Vous pouvez envoyer l’image comme simple photo ou en capture d’écran, ou continuer sans.
unfile-late = Ce fichier est déjà joint à votre dossier, et ce qui y est joint ne change plus.
unfile-none = Il n’y a pas de fichier à retirer.

## Not understood

not-understood = Nous n’avons pas bien compris. Quelques mots suffisent.
choose-one = Pour répondre ici, touchez l’un de ces choix, ou écrivez son nom ou son numéro (1, 2, 3…).
too-long = C’est un peu long pour cette question. L’essentiel en quelques phrases suffit.
too-long-kept = C’est un peu long pour cette question, alors nous gardons tout, en entier, avec votre signalement. Ici, quelques mots suffisent. Vous pouvez aussi écrire « { -typed-skip } ».
cannot-skip = Il nous faut une réponse ici pour continuer. Le choix le plus proche convient, même sans certitude.
need-one = Il nous faut au moins une chose : quelques mots, une capture, un lien ou un message vocal. Pour tout arrêter, écrivez « { -typed-cancel } ».
tap-old = Ce bouton vient d’un message plus ancien, rien n’a changé. Voici où nous en sommes.
lost =
    Nous ne nous comprenons pas encore, et ce n’est pas grave. Écrivez « menu » pour voir tous les choix.
    Pour parler à une personne :
    { -police }
    { -women }
    { -children }

help =
    À appeler :
    { -police } (ou { $police_mobile } depuis un mobile)
    { -gendarmerie }
    { -ambulance }
    { -children }
    { -women }
    { -trafficking }
    Plateforme officielle de signalement :
    { $platform }

    À écrire ici quand vous voulez : « envoyer », « { -typed-status } », « { -typed-done } », « retour », « { -typed-edit } », « { -typed-skip } », « { -typed-cancel } », « menu », « langue », « { -typed-hide } », « { -typed-data } », « oubliez-moi ».

## Later

reminder = Vous aviez commencé ici, et rien n’est encore envoyé. Ce que vous avez écrit est gardé encore un peu, puis s’efface.
expired = Ce que vous aviez commencé est maintenant effacé, rien n’a été envoyé. Vous pouvez recommencer quand vous voulez.
hidden = C’est fait : ce que nous pouvions effacer ici est effacé. Pour le reste, supprimez la discussion sur votre appareil.
hide-yourself = Ici, nous ne pouvons rien effacer à votre place. Vous pouvez supprimer la discussion sur votre appareil : votre signalement reste gardé chez nous.
group-declined = Nous ne répondons pas dans les groupes, tout le monde peut y lire. Écrivez-nous en privé, quand vous voulez.
sorry = Quelque chose n’a pas marché de notre côté. Ce que vous avez envoyé est gardé. Réessayez dans un moment.
too-many = Vos messages arrivent plus vite que nous ne pouvons les lire. Les premiers sont gardés, le dernier ne l’est pas, et d’autres peuvent se perdre pendant une minute. Attendez un peu, puis renvoyez la suite. { -in-danger }
busy = Nous ne pouvons pas prendre de signalement à cet instant. Revenez dans quelques minutes. En cas de danger, appelez le { $police } (police) au Maroc, ou le numéro de secours du pays où vous êtes.
not-sealed = Votre signalement n’a pas pu être scellé, et sans cela nous ne transmettons rien. Ce que vous avez préparé reste gardé. Réessayez dans quelques minutes. { -in-danger }

## Where it stands

status-received = Reçu
status-examined = Examen technique
status-referred = Transmis à la police
status-informed = Parquet informé
status-investigated = Enquête en cours
status-identified = Suspect identifié
status-wanted = Avis de recherche
status-justice = Devant la justice
status-insufficient = Éléments insuffisants
status-no_offence = Pas d’infraction
status-duplicate = Dossier en double
status-closed = Dossier clos
status-withdrawn = Retiré
meaning-received = Votre signalement est bien arrivé. Une personne va l’examiner, cela peut prendre quelques jours.
meaning-examined = Une équipe technique étudie ce que vous avez envoyé. Ensuite, le dossier est transmis à la police ou clos, et vous le saurez ici.
meaning-referred = Votre dossier est chez le service de police compétent. Gardez vos preuves : une question peut vous être posée ici.
meaning-informed = Le procureur connaît votre dossier et décide de la suite. Vous n’avez rien à faire pour l’instant.
meaning-investigated = Des enquêteurs travaillent sur votre dossier. Cela peut durer des semaines, sans nouvelles entre-temps.
meaning-identified = Quelqu’un est soupçonné. Le travail continue et votre dossier reste ouvert. Mieux vaut ne pas chercher à joindre cette personne.
meaning-wanted = Quelqu’un est recherché. Votre dossier est gardé en attendant. Si vous apprenez quelque chose, vous pouvez l’ajouter ici.
meaning-justice = Votre dossier est devant la justice, qui décide de la suite. Le travail ici est terminé.
meaning-insufficient = Avec ce que nous avons, il n’a pas été possible d’aller plus loin. Cela ne veut pas dire qu’on ne vous croit pas. Si vous avez du nouveau, vous pouvez faire un autre signalement.
meaning-no_offence = La loi ne permet pas de poursuivre ces faits. Cela n’enlève rien à ce que vous vivez, et vous pouvez toujours nous écrire.
meaning-duplicate = Les mêmes faits sont suivis dans un autre dossier, où le travail continue.
meaning-closed = Le travail sur ce dossier est terminé. Si vous avez du nouveau, vous pouvez faire un autre signalement.
meaning-withdrawn = Vous avez retiré ce signalement. Personne n’attend plus rien de vous.

ask-which = Quel dossier voulez-vous voir ?
case-option = { $reference }
case-status =
    Où il en est : { $status }
    Mis à jour le { -moment }
case-service = Le service qui suit votre dossier : { $service }, { $city }
case-note =
    Un message pour vous, le { -moment } :
    { $note }
case-added = Vous avez ajouté quelque chose le { -moment }
status-none = Aucun dossier n’est lié à cette discussion. Si vous avez un { -secret-code }, envoyez-le ici.
ask-feedback = Une seule question : est-ce que cela vous a aidé ?
ask-feedback_words = Merci. Si vous voulez, dites en une phrase ce qui a aidé ou ce qui a manqué.
feedback-thanks = Merci, c’est noté. Cette question ne sera plus posée.
feedback-over = Cette question a déjà sa réponse, ou n’en attend plus. Merci.
answer-goes-to = Votre réponse va au dossier :
answer-none = Aucune question n’attend votre réponse.
came-between = Un message sur votre dossier est arrivé entre-temps, donc rien n’a encore été fait. Vous pouvez le lire avec le bouton, ou répondre de nouveau à la question.
came-notice = Du nouveau est arrivé entre-temps dans votre dossier, donc rien n’a encore été fait. Vous pouvez répondre de nouveau à la question.
answer-later = Votre signalement en cours n’est pas encore envoyé. Envoyez-le ou annulez-le, puis touchez de nouveau le bouton sous la question : elle reste ouverte.
mine-helped = Oui, cela m’a aidé
mine-unhelped = Pas vraiment
mine-add = Ajouter
mine-withdraw = Retirer
mine-follow = Suivre ici
mine-traceless = Oublier mon adresse
ask-addition = Que voulez-vous ajouter ? Texte, photo, message vocal ou fichier. Écrivez « { -typed-done } » quand c’est tout.
ask-withdraw = Retirer ce signalement ? Il sera classé comme retiré. Ce qui est déjà arrivé aux enquêteurs ne s’efface pas pour autant.
withdrawn = C’est retiré. Dossier :
receipt-unknown = Ce code ne correspond à aucun dossier. Un caractère manque peut-être : vous pouvez le copier en entier et l’envoyer de nouveau.
receipt-limited = Trop de codes essayés en peu de temps. Vous pouvez réessayer dans une heure.
receipt-is-proof = C’est la { -receipt }, elle n’ouvre rien. Pour suivre le dossier, envoyez l’autre code : celui qui commence par le numéro du dossier.
number-alone = Un numéro de dossier ne suffit pas pour l’ouvrir d’ici : il faut le { -secret-code } reçu avec lui. Vous pouvez l’envoyer ici.
waits-you = Une question vous attend : votre réponse fait avancer le dossier.
waits-until = Des nouvelles sont attendues au plus tard le { -moment }.
waits-longer = Cela prend plus de temps que prévu. Votre dossier n’est pas oublié : les enquêteurs le voient parmi ceux en retard.
question-waits = Une question vous attend toujours, au sujet de votre dossier :
question-free = Répondez si vous le pouvez, et si c’est sans risque. Vous pouvez aussi ne pas répondre : votre dossier n’est pas effacé pour autant.
news-late = Les nouvelles annoncées prennent du retard. Votre dossier n’est pas oublié :
notice-status =
    Du nouveau dans votre dossier.
    Où il en est : { $status }
notice-waits = Un message vous attend, au sujet de votre dossier.
notice-quiet = Bonjour. Un message vous attend. Pour le lire, à tout moment : « { -typed-status } ».
notice-helped = Ce que vous nous avez envoyé a été utile, avec d’autres messages. Merci.
notice-note =
    Un message pour vous, au sujet de votre dossier :
    { $note }

missed = Nous n’avons pas pu vous écrire pendant un moment. Voici ce qui compte encore :
missed-stopped = Ce qui s’est passé pendant l’arrêt des avis :
missed-announced = Voici ce qu’il y a de nouveau :
notices-off = C’est noté : plus aucun message ici si vous n’écrivez pas. Pour avoir des nouvelles, envoyez votre { -secret-code } ou écrivez « { -typed-status } ».
notices-off-draft = Votre signalement n’est ni effacé ni envoyé. Pour l’abandonner, écrivez « { -typed-cancel } ».
notices-on = C’est noté : les nouvelles de vos dossiers arriveront de nouveau ici.

## What is known of you

stays-telegram = Dans tous les cas, { -telegram-knows }. { -chat-stays }
stays-whatsapp = Dans tous les cas, { -whatsapp-knows }. { -chat-stays }
stays-web = Dans tous les cas, { -web-shows }.
parted = Chez nous, plus rien ne relie cette discussion au dossier. Pour y revenir, envoyez le code, ici ou ailleurs.
ask-untie = Oublier le lien entre cette discussion et ce dossier ? Plus aucune nouvelle n’arrivera ici. Sans le { -secret-code }, vous ne pourrez plus y revenir : l’avez-vous bien gardé ?
followed = C’est fait : les nouvelles de ce dossier arriveront ici. Pour cela, l’adresse de cette discussion est gardée avec lui.
held-title = Voici ce que nous gardons de cette discussion :
held-open =
    Gardé tant que le dossier est ouvert, puis encore { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }.
held-open-years =
    Gardé tant que le dossier est ouvert, puis encore { $years ->
        [one] { $years } an
       *[other] { $years } ans
    }.
held-until = Gardé jusqu’au { -day }
held-hold = Gardé pour { -proceedings }, sans date de fin.
held-address =
    Pour vous répondre : l’adresse de cette discussion. Elle s’efface { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } après votre dernier message, si aucun dossier n’en a plus besoin.
held-sealed = Ce que vous avez raconté et vos fichiers sont scellés : seuls les enquêteurs ont la clé. Ce serveur ne peut pas les ouvrir, même pour vous les montrer.
held-closed = Ce que vous avez raconté et vos fichiers sont scellés pour les enquêteurs, et ne se montrent pas dans une discussion.
held-draft =
    { $count ->
        [0] Un brouillon, sans fichier.
        [one] Un brouillon et { $count } fichier.
       *[other] Un brouillon et { $count } fichiers.
    } Effacé { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    } après votre dernier message.
held-messages =
    Le fait que des messages sont passés ici, et leurs dates, sans leur contenu : gardé { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }.
held-failed =
    Un message que notre programme n’a pas su traiter, le temps de le réparer : gardé { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } au plus.
held-language = Votre langue : { $language }
held-stopped = Votre choix de ne plus recevoir d’avis.
held-traceless = Un dossier envoyé sans trace n’est pas dans cette liste : il s’ouvre avec son code.
forget-goes = Si vous confirmez, nous effaçons tout de suite ce que vous n’avez pas encore envoyé et la trace de nos échanges. L’adresse de cette discussion s’efface sous 48 heures.
forget-erased = Et ces dossiers, avec leurs preuves :
forget-referred = Restent, sans votre adresse mais avec ce que vous y avez écrit, ces dossiers déjà transmis à la police, jusqu’à la fin de leur durée de garde :
forget-held = Restent, sans votre adresse mais avec ce que vous y avez écrit, ces dossiers, à cause d’{ -proceedings } :
forget-log = Un registre sans contenu garde seulement ceci : un dossier a existé, et ses dates.
ask-forget = Effacer tout cela ? Cela ne peut pas être annulé.
forget-not = Rien n’a été effacé.
forget-officer = Cette discussion est un bureau : seule l’organisation peut le fermer.
forgotten-done = C’est effacé : ce que vous n’aviez pas encore envoyé et la trace de nos échanges. L’adresse de cette discussion s’efface sous 48 heures.
forgotten = Si vous écrivez de nouveau, tout recommence à zéro.

## Officers

officer-welcome = Bonjour { $name }. Cette discussion est maintenant votre bureau.
enrolment-unknown = Ce code d’accès n’est pas valable, ou il a déjà servi. La personne qui vous l’a donné peut en créer un nouveau.
ask-desk = { -desk }. Que voulez-vous ouvrir ?
desk-new = Nouveaux
desk-open = Ouverts
desk-campaigns = Campagnes
desk-digest = Bilan
desk-duty = Permanence
duty-begin = De permanence
duty-end = Fin de permanence
duty-is-on = Vous êtes de permanence jusqu’au { -moment }.
duty-is-off = Vous n’êtes pas de permanence.
duty-others = Aussi de permanence : { $name }
duty-nobody = Personne d’autre n’est de permanence.
duty-began = C’est noté : de permanence jusqu’au { -moment }.
duty-means =
    { $count ->
        [one] Un avis arrive ici quand une personne en danger demande à parler à quelqu’un. Réponse attendue en { $count } minute.
       *[other] Un avis arrive ici quand une personne en danger demande à parler à quelqu’un. Réponse attendue en { $count } minutes.
    }
duty-ended = C’est noté : fin de permanence.
duty-not-yours = La permanence revient aux enquêteurs et aux responsables, qui peuvent écrire aux personnes.
desk-report = Signaler un fait
desk-none = Rien ici pour le moment.
desk-not-here = Rien n’a été gardé. Le bouton Signaler un fait du bureau commence un signalement.
opened-next = Suivants
opened-first = Retour au début
opened-page = Page { $page } sur { $pages }
case-meanwhile = Entre-temps, ce dossier était passé à l’état : { $status } ({ $name }, { -moment }).
ask-opened =
    { $count ->
        [one] { $count } dossier. Lequel ouvrir ?
       *[other] { $count } dossiers. Lequel ouvrir ?
    }
case-row =
    { $reference } · { $category } · { -moment }{ $unreachable ->
        [0] {""}
       *[other] {" "}· injoignable
    }
case-row-urgent =
    Urgent · { $reference } · { $category } · { -moment }{ $unreachable ->
        [0] {""}
       *[other] {" "}· injoignable
    }
case-row-money =
    { -money-left } · { $reference } · { $category } · { -moment }{ $unreachable ->
        [0] {""}
       *[other] {" "}· injoignable
    }
case-urgent = ⚠️ Urgent
case-money = { -money-left }
case-head =
    { $category }
    État : { $status }
    Reçu le { -moment } ({ $channel })
    Pseudonyme : { $pseudonym }
case-unreachable = Injoignable : nos messages n’arrivent plus (discussion bloquée ou compte fermé). Ce qui est écrit ici sera remis si la personne revient.
window-stopped = Avis arrêtés à la demande de la personne. { -told-later }
window-template = WhatsApp : plus de 24 heures depuis son dernier message. La personne reçoit d’abord un avis sans contenu, avec le numéro du dossier ; elle lit vos mots en l’ouvrant.
window-closed = WhatsApp : plus de 24 heures depuis son dernier message, et aucun modèle d’avis. Rien ne part maintenant. { -told-later }
case-missed =
    { $count ->
        [one] { $count } avis n’a pas pu être remis.
       *[other] { $count } avis n’ont pas pu être remis.
    } { -told-later }
case-place = Lieu : { $place }
case-province = Province ou préfecture : { $town }
case-with = Confié à : { $service }
service-proposed = Service proposé : { $service }, { $city }
why-province = Parce que les faits se situent ici : { $place }
why-region = Parce que les faits se situent dans cette région : { $place }
why-category = Parce que ce service traite ce sujet : { $category }
why-abroad = Parce que les faits se situent à l’étranger
why-unknown = Parce que le lieu n’est pas connu
why-uncovered = Parce qu’aucun autre service ne couvre ce lieu : { $place }
service-contact = Contact : { $value }
service-at-desk = Le contenu est scellé. L’accès pour les enquêteurs du service se donne au bureau, dans le navigateur.
ask-service = À quel service confier le dossier ?
service-option = { $service }
service-later = Aucun pour l’instant
case-listed = Indicateur connu, liste : { $lists }
case-confirmed = Indicateur déjà confirmé par un enquêteur
case-sealed = Le contenu est scellé : il s’ouvre avec votre clé, sur votre propre poste.
case-evidence =
    Fichiers : { $count }{ $failed ->
        [0] {""}
       *[other] {" "}(non reçus : { $failed })
    }
case-undelivered = Dernier avis non remis : { $reason }. Il partira dès que cette personne écrira de nouveau.
undelivered-announced = annoncé par un avis sans contenu, pas encore ouvert
undelivered-window = plus de 24 heures depuis son dernier message
undelivered-stopped = messages arrêtés, à sa demande ou par le service
undelivered-ceiling = plafond de messages du jour atteint
undelivered-gone = compte introuvable
undelivered-other = refus du service de messagerie
case-unaddressed = Sans adresse : vos mots se liront avec le { -secret-code }.
case-cleared = Ce que ce dossier conteste n’est plus donné comme signalé.
case-uncleared = C’est annulé : ce que ce dossier conteste peut de nouveau être donné comme signalé.
case-hold = Effacement bloqué par { -proceedings }.
case-until = Effacement prévu le { -day }
case-kept = Effacement : pas avant la clôture.
case-gone = Ce dossier n’existe plus chez nous, rien n’a été enregistré.
ask-campaign =
    { $count ->
        [one] { $count } campagne. Laquelle ouvrir ?
       *[other] { $count } campagnes. Laquelle ouvrir ?
    }
campaign-row = { $campaign } · { $cases } dossiers, dont { $more } cette semaine
campaign-name = Campagne : { $campaign }
campaign-counts =
    Dossiers : { $cases }
    Discussions qui ont signalé : { $count }
    Dossiers sans discussion connue : { $traceless }
campaign-first = Premier signalement : { -moment }
campaign-last = Dernier signalement : { -moment }
campaign-fact = { $label } : { $count }
campaign-decision = Décision du { -moment } ({ $name }) : { $status }. Dossiers encore à traiter : { $count }
campaign-replaces = La décision d’avant ({ $name }) n’a pas encore atteint tous les dossiers : la vôtre la remplace. Dossiers restants : { $count }
campaign-drops = La décision en cours n’atteindra pas les dossiers restants : { $count }
campaign-left = Dossiers qui restent tels quels, car cet état ne peut pas suivre le leur : { $count }
ask-campaign_decide =
    Nouvel état pour toute la campagne : { $status }
    Dossiers : { $cases }
    Personnes qui recevront un avis, au plus : { $count }
    Confirmer ?
ask-campaign_dismiss =
    Ce n’est pas une campagne ? Les dossiers restent, sans être de nouveau réunis pour cette raison, et ce qu’ils ont en commun ne sera plus donné comme signalé. Personne n’en reçoit d’avis.
    Dossiers : { $cases }
campaign-meanwhile = Entre-temps, quelqu’un d’autre a décidé pour cette campagne : { $status } ({ $name }, { -moment }). Rien de plus n’a été fait.
kind-phone = Même numéro
kind-link = Même site
kind-crypto = Même portefeuille
kind-rib = Même RIB
kind-iban = Même IBAN
kind-group = Même invitation
kind-sender = Même expéditeur
kind-near = Même texte
kind-officer = Ajouté à la main
ask-campaign_name = Quel nom lui donner ? Seuls les enquêteurs le lisent.
ask-campaign_join = Quel dossier, ou quelle autre campagne, y ajouter ? Envoyez le numéro ou le code.
join-expected = Il faut ici un numéro de dossier (8 signes) ou un code de campagne (6 signes, le premier est un C).
campaign-named = C’est noté.
campaign-joined = C’est ajouté.
campaign-dismissed = Ce n’est plus une campagne : ces dossiers ne seront plus rapprochés pour cette raison.
campaign-split = Ce dossier n’est plus dans la campagne et n’y reviendra que si vous l’y remettez.
campaign-decided = C’est décidé pour toute la campagne : { $status }. Chaque personne qui a signalé en sera avertie une fois.
campaign-not-there = Introuvable, ou déjà clos : rien n’a été changé.
case-campaign = Fait partie de la campagne : { $campaign }
case-beside = Un point commun aussi avec la campagne : { $campaign }
action-decide = Décider pour tous
action-cases = Voir les dossiers
action-rename = Donner un nom
action-join = Ajouter
action-dismiss = Pas une campagne
action-split = Sortir du groupe
channel-telegram = Telegram
channel-whatsapp = WhatsApp
channel-web = Site web
action-status = Changer l’état
action-take = Prendre ce dossier
action-ask = Poser une question
action-desk = Retour au bureau
action-clear = Pas une arnaque
action-unclear = Revenir sur ce choix
action-hold = Bloquer l’effacement
action-release = Lever le blocage
ask-set_status = Quel est le nouvel état ?
ask-officer_note = Un mot pour la personne qui a signalé ? Elle le lira tel quel. Sinon, écrivez « { -typed-skip } ».
step-impossible = L’état est maintenant : { $status }. Le changement demandé n’est plus possible, rien n’a été fait.
status-set = Nouvel état : { $status }.
ask-officer_question = Quelle question ? La personne la lira telle quelle et pourra y répondre ici.
question-sent = La question est posée. La réponse vous sera signalée.
will-be-told = La personne qui a signalé recevra un avis.
answer-arrived = La personne a répondu à votre question. Dossier :
alert-urgent = ⚠️ Nouveau dossier urgent : { $category }
alert-money = ⚠️ Argent parti depuis moins de 24 h : il peut encore être retenu. Nouveau dossier : { $category }
alert-money-too = Argent parti depuis moins de 24 h.
take-case = Je prends { $reference }
case-taken = Ce dossier est à vous.
case-taken-by = { $name } s’occupe de ce dossier.
alert-untaken =
    { $count ->
        [one] ⚠️ Un dossier urgent attend encore, et personne ne l’a pris :
       *[other] ⚠️ { $count } dossiers urgents attendent encore, et personne ne les a pris. Les plus anciens :
    }
alert-escalated = Vous pouvez le confier à quelqu’un, ou le prendre.
person-wanted =
    { $count ->
        [one] ⚠️ Une personne demande à parler à quelqu’un. Réponse attendue en { $count } minute. Dossier :
       *[other] ⚠️ Une personne demande à parler à quelqu’un. Réponse attendue en { $count } minutes. Dossier :
    }
person-unanswered =
    { $count ->
        [one] ⚠️ Une personne attend depuis { $count } minute que quelqu’un lui réponde. Dossier :
       *[other] ⚠️ Une personne attend depuis { $count } minutes que quelqu’un lui réponde. Dossier :
    }
person-how = Pour lui écrire : ouvrez le dossier, puis touchez le bouton Poser une question.
deadline-soon =
    { $count ->
        [one] Un dossier arrive au bout de son délai :
       *[other] { $count } dossiers arrivent au bout de leur délai. Les plus anciens :
    }
deadline-passed =
    { $count ->
        [one] Un dossier a dépassé son délai :
       *[other] { $count } dossiers ont dépassé leur délai. Les plus anciens :
    }
deadline-escalated =
    { $count ->
        [one] Un dossier reste au-delà de son délai. Vous pouvez le confier à quelqu’un :
       *[other] { $count } dossiers restent au-delà de leur délai. Vous pouvez les confier à quelqu’un. Les plus anciens :
    }
alert-gathered =
    { $count ->
        [one] ⚠️ Un autre dossier urgent depuis la dernière alerte :
       *[other] ⚠️ { $count } autres dossiers urgents depuis la dernière alerte. Les plus récents :
    }
alert-campaign =
    { $count ->
        [one] Une campagne grandit : { $count } personne l’a signalée.
       *[other] Une campagne grandit : { $count } personnes l’ont signalée.
    }
alert-campaign-urgent =
    { $count ->
        [one] ⚠️ Un dossier urgent dans une campagne que { $count } personne a signalée.
       *[other] ⚠️ Un dossier urgent dans une campagne que { $count } personnes ont signalée.
    }
digest-title = Bilan des dossiers
digest-title-weekly = Bilan de la semaine
digest-counts =
    Ouverts : { $open }
    Urgents : { $urgent }
    Nouveaux depuis le { -moment } : { $new }
digest-category = { $category } : { $count }
digest-row-urgent = Urgents
digest-row-new = Nouveaux
digest-row-overdue = En attente depuis trop longtemps
digest-row-answered = Réponses à lire
digest-row-open = Ouverts
digest-by-category = Nouveaux, par catégorie :
digest-moved = Ce qui a changé depuis :
digest-open-desk = Ouvrir le bureau
digest-campaign = Campagne { $campaign } : { $more } de plus, { $cases } en tout
digest-listed = Dossiers reçus plus tôt, qui nomment un indicateur devenu connu : { $count }
digest-oldest = Le plus ancien attend depuis le { -moment }
digest-root = Empreinte du registre d’hier, à conserver :
digest-unsealed = Non scellé : la clé privée est encore sur ce serveur.
digest-dead = Messages que le programme n’a pas pu traiter, à signaler à l’équipe technique : { $count }. Commande qui les montre : { $command }
digest-faults = Le contrôle de cette nuit a trouvé des anomalies dans les données, à signaler à l’équipe technique : { $count }
digest-nothing = Rien de nouveau, rien en attente.
mail-subject-daily = Bilan du { -day }
mail-subject-weekly = Bilan de la semaine, { -day }
mail-since = Depuis le { -moment }
mail-moved = Ce qui a changé
mail-growing = Campagnes qui grandissent
mail-days = Nouveaux dossiers par jour, depuis 14 jours
mail-weeks = Nouveaux dossiers par semaine, depuis 8 semaines
mail-trend-alt = { $period }, du plus ancien au plus récent : { $numbers }
mail-about = Ce message ne dit rien de ce que contient un dossier. Vous le recevez parce que { $organisation } vous l’envoie à cette adresse.
mail-change = Changer ou arrêter ce bilan

## The bot’s own page

command-start = Signaler quelque chose
command-menu = Voir tous les choix
command-status = Suivre mon dossier
command-help = Aide et numéros à appeler
command-mydata = Voir ce que nous gardons de vous
command-language = { -change-language }
command-hide = Cacher cette discussion
command-forget = Effacer ce que nous gardons de vous
command-cancel = Annuler ce qui est en cours
bot-about = Signaler une arnaque, un chantage ou des menaces sur Internet, sans donner son nom. En danger : { $police }.
bot-description =
    Ici vous pouvez signaler ce qui vous inquiète sur Internet : arnaque, chantage, menaces, compte piraté…
    Sans donner votre nom si vous préférez. Un message transféré ou une capture suffit pour commencer.
    { $organisation } reçoit les signalements et vous répond ici.
    En danger maintenant : { $police } (police).

## WhatsApp

whatsapp-choose = Choisir

## Web chat

web-direction = ltr
web-title = Messages
web-subtitle = { -reporting-line }
web-log = Discussion
web-placeholder = Écrire un message
web-send = Envoyer
web-attach = Joindre un fichier ou une image
web-record = Enregistrer un message vocal
web-recording = Enregistrement en cours
web-record-send = Envoyer le message vocal
web-record-cancel = Supprimer l’enregistrement
web-no-microphone = Le micro n’est pas accessible. Vous pouvez écrire ou joindre un fichier.
web-leave = Quitter vite
web-leave-hint = Quitter vite : cette page est effacée. Deux fois sur Échap fait la même chose.
web-connecting = Connexion…
web-offline = Pas de connexion pour le moment. Vos messages partiront dès qu’elle revient. En cas de danger, appelez le { $police } (police).
web-uploading = Envoi du fichier
web-too-big = Ce fichier est vide ou trop lourd. Une capture d’écran ou un extrait plus court convient.
web-too-long = Ce texte est trop long. Vous pouvez l’envoyer en deux messages.
web-failed = Ce message n’est pas parti.
web-unreadable = Ce fichier n’a pas pu être lu : il a peut-être changé. Vous pouvez le choisir à nouveau.
web-refused = Ce site refuse les messages de ce navigateur. Rouvrez la page, ou essayez un autre navigateur. En cas de danger, appelez le { $police } (police).
web-tabs = Cette discussion est déjà ouverte dans plusieurs onglets : les réponses arrivent là-bas. Fermez-en un pour les voir ici. En cas de danger, appelez le { $police } (police).
web-fallback = Cette discussion ne s’ouvre pas dans ce navigateur. Un autre peut convenir : Chrome ou Edge depuis la version 87, Firefox 78, Safari 14.1.
web-fallback-elsewhere = Autre moyen de nous écrire :
web-fallback-call = En cas de danger, appelez le { $police } (police) ou le { $police_mobile } depuis un mobile, le { $gendarmerie } (gendarmerie). Pour un enfant : { $children }. Pour signaler un contenu : { $platform }.
web-away = Cette page ne peut pas s’ouvrir en ce moment. Elle essaie encore toute seule, toutes les 30 secondes.
web-draft-ask = Un texte commencé ici n’est pas parti. Le garder ?
web-draft-keep = Garder
web-draft-drop = Effacer
web-retry = Renvoyer
web-cancel = Annuler
web-copy = Copier
web-copied = Copié
web-new-messages = Nouveaux messages
web-you = Vous
web-us = { -reporting-line }
web-typing = Réponse en préparation
web-choices = Choix
web-sending = Envoi en cours
web-sent = Envoyé
web-slow = Beaucoup de messages en peu de temps. Rien n’est perdu, la suite part dans un instant. { -in-danger }
web-busy = Nous ne pouvons pas recevoir vos messages en ce moment. Ils restent sur cette page et partiront tout seuls. { -in-danger }
web-crowded = Beaucoup de monde écrit en ce moment. Rien n’est perdu, vos messages partiront tout seuls dans un instant. { -in-danger }
web-blocked = Votre navigateur empêche la discussion de commencer. Autorisez les cookies pour ce site, puis rouvrez la page. { -in-danger }
web-noscript = Cette discussion a besoin de JavaScript, à activer dans votre navigateur. En cas de danger immédiat, appelez le { $police }.
web-drop = Déposer les fichiers ici
web-photo = Photo
web-video = Vidéo
web-voice = Message vocal
web-audio = Enregistrement audio
web-document = Fichier
web-qr = Code QR
web-qr-about = Cette image s’ouvre comme le code secret.
web-qr-save = Enregistrer
web-link-ask = Ce lien ouvre le suivi d’un dossier. L’afficher ici ?
web-link-open = Afficher
web-link-not = Pas maintenant

## What a link from a poster fills in on WhatsApp: a sentence that is sent as it is

road-fraud = Bonjour, je veux signaler une arnaque.
road-blackmail = Bonjour, on me fait du chantage avec des images.
road-defamation = Bonjour, je veux signaler des insultes ou une diffamation.
road-threat = Bonjour, je veux signaler des menaces.
road-child = Bonjour, je veux signaler un danger pour un enfant.
road-terrorism = Bonjour, je veux signaler un contenu terroriste.
road-weapons = Bonjour, je veux signaler une vente d’armes.
road-drugs = Bonjour, je veux signaler une vente de drogue.
road-trafficking = Bonjour, je veux signaler une personne retenue ou un faux emploi.
road-incitement = Bonjour, je veux signaler un appel à la haine ou à la violence.
road-hacking = Bonjour, on m’a piraté un compte.
road-other = Bonjour, je veux faire un signalement.
