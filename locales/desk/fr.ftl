### Le bureau des enquêteurs, en français. Phrases courtes, « vous », les mots du métier.

title = Ballegh, bureau des dossiers
skip = Aller au contenu
other-language = العربية
inbox = Dossiers
search = Recherche
team = Équipe
sheet = Fiche de secours
pages-all = Pages du bureau
actions = Actions
palette = Commandes
palette-hint = Que voulez-vous faire ?
palette-go = Lancer
help = Aide du clavier
cancel = Annuler
close = Fermer
save = Enregistrer
do = Valider
done = C’est fait.
continue = Continuer
copy = Copier
copied = Copié.
print = Imprimer
loading = Chargement…
loading-keys = La page se charge encore : la touche agira ensuite.
lock = Verrouiller
unlock = Déverrouiller
sign-out = Se déconnecter
changed-meanwhile = Ce dossier vient de changer : la page est à jour.
away = Le serveur ne répond pas : ce que d’autres font n’apparaît plus ici. La page se met à jour dès qu’il répond.

## Entering

invitation = Votre accès au bureau
invitation-reading = Lecture de l’invitation…
invitation-hello = { $name }, { $organisation } vous ouvre un accès : { $role }.
invitation-about = Votre navigateur crée une clé d’accès, par empreinte, visage ou code de l’appareil. Il crée aussi la clé qui ouvre les dossiers scellés. Cette clé ne quitte pas cet ordinateur en clair.
passkey-make = Créer ma clé d’accès
sign-in = Connexion
sign-in-do = Se connecter
sign-in-about = Utilisez votre clé d’accès.
sign-in-lost = Clé d’accès perdue ?
sign-in-lost-about = Connectez-vous avec votre seconde clé d’accès si vous en avez une. Sinon, demandez une nouvelle invitation à votre responsable : vos dossiers restent. Un collègue vous en redonne l’accès, ou un responsable le reprend avec sa fiche de secours. Si l’appareil est volé, dites-le tout de suite.
sign-in-first = Votre clé d’accès est créée. Utilisez-la une seconde fois : le bureau vérifie ainsi qu’elle rouvre bien votre clé.
locked = Bureau verrouillé
locked-about = Votre clé a été retirée de la mémoire. Utilisez votre clé d’accès pour reprendre.
passphrase = Phrase secrète
passphrase-about = Cette clé d’accès ne peut pas protéger votre clé. Ces huit mots le feront. Notez-les sur papier : ils vous seront demandés à chaque connexion.
passphrase-kept = J’ai noté les huit mots.
passphrase-open = Votre phrase secrète
passphrase-open-about = { $name }, tapez vos huit mots.
sheet-title = Fiche de secours · { $organisation }
sheet-about = Si votre clé d’accès se perd, cette fiche rouvre vos dossiers. Imprimez-la, puis recopiez la clé ci-dessous pour vérifier qu’elle est lisible.
sheet-again = Recopiez la clé de votre fiche imprimée. Cette vérification revient tous les 90 jours.
sheet-before = Nouvelle clé après une perte ? Recopiez la clé de votre ancienne fiche : vous retrouvez les dossiers qu’elle ouvrait.
sheet-print = Imprimer la fiche
sheet-printed = J’ai imprimé la fiche
another = Une seconde clé d’accès
another-about = Pour un autre appareil ou une clé USB de sécurité. Après une connexion avec elle, elle remplace aussi la fiche.
another-add = Ajouter une clé d’accès
passkey-added = Ajoutée le { $time }
passkey-here = (celle de cette session)
passkey-remove = Retirer
passkey-remove-about = La clé d’accès ajoutée le { $time } ne pourra plus servir, et ses sessions finissent.
passkey-remove-here = Cette session utilise cette clé d’accès, ajoutée le { $time }. Elle ne pourra plus servir et cette session finit.
passkey-last = C’est votre seule clé d’accès : elle reste tant que vous n’en avez pas d’autre.
another-added = Clé d’accès ajoutée. Connectez-vous une fois avec elle.
another-without = Cet appareil ne peut pas protéger votre clé. Essayez-en un autre.
sheet-open = Ouvrir avec la fiche de secours
sheet-type = La clé de la fiche
sheet-check = Vérifier
sheet-proven = La fiche est bonne. Rangez-la sous clé.
sheet-keep = À garder sous clé. Toute personne qui lit cette page peut ouvrir les dossiers confiés à cette clé.
sheet-due = Votre fiche de secours n’a pas été vérifiée depuis 90 jours.
sheet-prove = La vérifier
confirm-wait = Un responsable doit confirmer votre clé
confirm-wait-about = Lisez ces mots à votre responsable, de vive voix. Les mêmes doivent apparaître sur son écran.
confirm-wait-server = Personne n’est encore confirmé ici. La personne qui gère le serveur confirme votre clé avec cette commande, après avoir comparé avec vous, de vive voix, le code qui la termine.
look-again = Vérifier maintenant

## Inbox

queues = Files
queue-all = Tous les dossiers
queue-service = Mon service
queue-urgent = Urgents
queue-new = Nouveaux
queue-mine = Les miens
queue-unassigned = Sans enquêteur
queue-awaiting = En attente de réponse
queue-answered = Réponse reçue
queue-person = Demandent quelqu’un
queue-overdue = En retard
queue-snoozed = En veille
filters = Filtres et tri
filters-none = Effacer les filtres
filter-category = Catégorie
filter-place = Lieu
filter-channel = Canal
filter-language = Langue
filter-status = État
filter-campaign = Campagne
filter-from = Du
filter-to = Au
any = Tous
sort = Tri
sort-urgent = Urgents d’abord
sort-newest = Plus récents
sort-oldest = Plus anciens
sort-changed = Dernier changement
count = { $count ->
    [0] Aucun dossier
    [one] { $count } dossier
   *[other] { $count } dossiers
  }
pages = Pages
page = Page { $page } sur { $pages }
page-before = Précédente
page-after = Suivante
save-view = Garder cette vue
view-name = Nom de la vue
view-drop = Supprimer la vue { $name }
sets = Changements groupés
set-new = Nouveau groupe de changements
set-about = Plusieurs changements en un, pour un dossier ou pour beaucoup. Sans nouvel état, vos mots sont une question. Une langue laissée vide reçoit vos mots dans une autre.
set-name = Nom du groupe
set-drop = Supprimer le groupe { $name }
set-no-status = État inchangé
choose-all = Tout choisir
chosen-most = Les { $most } premiers dossiers sont choisis. Il en reste { $left } : traitez-les ensuite, ou filtrez la liste.
chosen-none = Choisissez d’abord un ou plusieurs dossiers.
choose = Choisir { $reference }
chosen = { $count ->
    [one] { $count } choisi
   *[other] { $count } choisis
  }
bulk = Décision pour les dossiers choisis
bulk-title = { $action } : { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
  }
bulk-done = { $done ->
    [one] { $done } dossier traité
   *[other] { $done } dossiers traités
  }{ $refused ->
    [0] .
    [one] , { $refused } refusé.
   *[other] , { $refused } refusés.
  }
bulk-same = { $count ->
    [one] { $count } dossier était déjà à vous.
   *[other] { $count } dossiers étaient déjà à vous.
  }
bulk-refused = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
  } : { $why }
bulk-closed = { $count ->
    [one] { $count } dossier ne s’ouvre pas encore avec la clé de ce collègue
   *[other] { $count } dossiers ne s’ouvrent pas encore avec la clé de ce collègue
  } : une personne de la supervision donne l’accès, page Équipe.
bulk-fits = { $fits ->
    [one] { $fits } dossier changera
   *[other] { $fits } dossiers changeront
  }{ $rest ->
    [0] .
    [one] , { $rest } non : son état ou votre rôle ne le permet pas.
   *[other] , { $rest } non : leur état ou votre rôle ne le permet pas.
  }
urgent = Urgent
unread = Non lu
answered = Réponse reçue
awaiting = En attente
person-waits = { $count ->
    [0] Attend quelqu’un depuis moins d’une minute
    [one] Attend quelqu’un depuis { $count } minute
   *[other] Attend quelqu’un depuis { $count } minutes
  }
money-badge = { $count ->
    [0] Argent parti, signalé il y a moins d’une heure
   *[other] Argent parti, signalé il y a { $count } h
  }
due = Délai : { $time }
due-over = Délai dépassé : { $time }
duty = Permanence
duty-on = Vous êtes de permanence jusqu’à { $time }.
duty-off = Vous n’êtes pas de permanence.
duty-begin = Je prends la permanence
duty-end = Fin de permanence
duty-others = Aussi de permanence : { $names }
duty-nobody = Personne d’autre n’est de permanence.
duty-means = C’est noté. Qui demande quelqu’un attend une réponse en { $count } min : voyez la file « Demandent quelqu’un ».
held = Effacement bloqué
snoozed-until = En veille jusqu’au { $time }
watching = Ouvert par { $names }
files = { $count ->
    [one] { $count } pièce
   *[other] { $count } pièces
  }

## A wrap that opens nothing

useless-wrap-about = L’accès qu’une personne de l’équipe a donné à votre clé n’ouvre pas ce contenu. Retirez-le : on pourra alors vous en donner un autre. Le journal garde qui l’avait donné.
useless-wrap-do = Retirer cet accès
useless-wrap-done = Accès retiré. Demandez à une personne de l’équipe de vous le donner de nouveau.

## A case

opening = Ouverture du dossier…
case-none = Ce dossier n’existe pas, ou il a été effacé.
try-again = Réessayer
facts = Le dossier
reporter = Déclarant
reporter-anonymous = { $pseudonym }, anonyme
reporter-named = { $pseudonym }, a donné son nom
identity-given = Nom et contact donnés
identity-masked = Masqués. Pour les lire, il faut une raison et l’accord d’un second responsable. Chaque étape est écrite au journal.
unmask-ask = Demander à les lire
unmask-about = Un autre responsable verra votre demande et sa raison. S’il est d’accord, vous aurez une demi-heure pour lire.
unmask-ask-do = Demander
unmask-asked = Demande envoyée.
unmask-waits = Votre demande ({ $reason }) attend l’accord d’un autre responsable jusqu’au { $time }.
unmask-take-back = Retirer la demande
unmask-second = { $name } demande à lire le nom et le contact (raison : { $reason }). Êtes-vous d’accord ?
unmask-agree = Je suis d’accord
unmask-refuse = Refuser
unmask-agreed = { $name } est d’accord. Vous pouvez lire jusqu’au { $time }.
unmask-agreed-other = { $name } peut lire jusqu’au { $time }, avec l’accord de { $second }.
unmask-show = Afficher
unmask-hide = Masquer
unmask-until = Masqués de nouveau le { $time }.
unmask-asks = { $name } demande à lire un nom et attend un second accord :
received = Reçu
assigned = Enquêteur
erasure = Effacement
erasure-held = bloqué par une procédure
erasure-later = après la clôture
money-left = Argent parti depuis moins de 24 h
story = Ce qui a été dit
story-closed = Votre rôle ne lit pas ce dossier tant qu’il n’est pas à vous.
entry-filed = Signalement du { $time }
entry-feedback = Avis sur l’aide reçue, le { $time }
entry-added = Ajouté le { $time }
entry-closed = Votre clé n’ouvre pas ce texte du { $time }. Un responsable peut vous donner l’accès.
older-case = Ce dossier date d’avant le bureau : il est scellé aux clés de cette époque.
older-open = Ouvrir avec une ancienne clé
older-about = Collez la ligne AGE-SECRET-KEY du fichier de clé : le vôtre d’avant, ou celui de la première clé du serveur. Elle reste dans ce navigateur et disparaît au verrouillage.
older-key = Ancienne clé
older-wrap = Votre clé n’ouvre pas ce dossier. S’il date d’avant votre clé, donnez celle qui l’ouvrait : votre ancien fichier de clé, ou la première clé du serveur (officer.key). Tout ce qu’elle ouvre sera ouvert aussi à votre clé d’aujourd’hui.
brought-over = Ce dossier a maintenant sa propre clé.
indicators = Liens, adresses et numéros
copy-real = Copier tel quel
other-cases = Autres dossiers
evidence = Pièces
kind-photo = Photo
kind-video = Vidéo
kind-voice = Message vocal
kind-audio = Son
kind-document = Fichier
piece-open = Ouvrir
piece-checked = Empreinte vérifiée
piece-reveal = Image masquée : touchez pour la voir
piece-download-only = Ce fichier ({ $type }) ne s’affiche pas ici. Vous pouvez télécharger l’original.
piece-state-expected = En cours de réception
piece-state-fetch_failed = Pièce non reçue
piece-state-discarded = Pièce retirée
original = Original
original-about = Ce fichier vient d’une personne inconnue et peut être dangereux. Ouvrez-le seulement sur un poste prévu pour cela.
original-save = Télécharger quand même
file-name = Nom
file-type = Type
file-size = Taille
thread = Échanges avec le déclarant
thread-none = Aucun message pour l’instant.
thread-answer = Le déclarant a ajouté quelque chose : voyez plus haut.
nobody = Personne
suspect = Suspect
suspect-about = Un numéro et une issue par personne, jamais de nom.
suspect-new = Une personne de plus
suspect-outcome = Où en est cette personne
suspect-identified = Identifiée
suspect-justice = Devant la justice
suspect-wanted = Recherchée
suspect-cleared = Mise hors de cause
outcome = Issue
feedback-helped = La personne dit que cela l’a aidée.
feedback-unhelped = La personne dit que cela ne l’a pas vraiment aidée.
status-became = Nouvel état : { $status }
notes = Notes internes
note-about = Entre enquêteurs seulement. Scellées dans ce navigateur, jamais montrées au déclarant.
notes-none = Aucune note.
note = Note
note-closed = Votre clé n’ouvre pas cette note.
log = Journal de conservation
log-show = { $count ->
    [one] { $count } acte
   *[other] { $count } actes
  }
log-whole = Journal complet, signature vérifiée ici.
log-broken = Attention : ce journal ne correspond pas au contenu. Prévenez votre responsable.
log-stranger = Attention : ce journal est signé par une autre clé qu’avant. Prévenez votre responsable.
log-older = Attention : cet ordinateur a déjà vu une suite de ce journal, ou une autre clé du dossier. Prévenez votre responsable, sauf si une sauvegarde vient d’être remise en place.
log-unsigned = Journal complet, signature non vérifiée.
event-received = Reçu
event-sealed = Scellé
event-opened = Ouvert
event-exported = Exporté
event-not-opened = Demandé, n’a pas pu être lu
event-not-exported = Export demandé, n’a pas pu être fait
event-granted = Accès donné
event-grant-discarded = Accès inutile retiré
event-status = État
event-referral = Transmission
event-hold = Blocage de l’effacement
event-forgotten = Adresse oubliée
event-followed = Suivi par le déclarant
event-person-asked = A demandé à parler à quelqu’un
event-person-late = Personne n’a répondu à temps
event-listed = Connu d’une liste
event-erasure = Effacé
event-campaign-joined = Rattaché à une campagne
event-campaign-split = Séparé d’une campagne
event-campaign-decided = Décision de campagne
event-assigned = Confié
event-handed-over = Remis au service
event-handed-back = Rendu par le service
event-taken = Pris
event-asked = Question posée
event-suspect = Issue d’un suspect
event-feedback = Avis sur l’aide reçue
event-noted = Note interne
event-brought-over = Doté de sa propre clé
event-unmask-asked = Lecture du nom demandée
event-unmask-agreed = Lecture du nom acceptée
event-unmask-refused = Lecture du nom refusée
event-unmasked = Nom lu
event-snoozed = Mis en veille
actor-server = le serveur
actor-reporter = le déclarant
actor-command = ligne de commande

## Actions

status = État
act-take = Je le prends
act-ask = Poser une question
act-status = Changer l’état
act-suspect = Suspect
act-note = Note interne
act-snooze = Mettre en veille
act-assign = Confier
act-hold = Bloquer l’effacement
act-release = Débloquer l’effacement
act-refer = Transmettre
act-hand-back = Rendre le dossier
act-cover = Bordereau
service = Service
service-proposal = Service proposé
service-proposed = proposé : { $why }
service-each = Celui qui est proposé pour chaque dossier
service-shown = Le déclarant lira quel service a son dossier.
service-unshown = Le déclarant ne lira pas quel service a son dossier.
why-province = parce que les faits se situent ici : { $place }
why-region = parce que les faits se situent dans cette région : { $place }
why-category = parce que ce service traite ce sujet : { $category }
why-abroad = parce que les faits se situent à l’étranger
why-unknown = parce que le lieu n’est pas connu
why-uncovered = parce qu’aucun autre service ne couvre ce lieu : { $place }
why-named = Ce service traite aussi ce sujet en particulier.
access = Accès au contenu
access-given = Recevra l’accès : { $name }
access-there = A déjà l’accès : { $name }
access-compare = Pour donner l’accès, comparez d’abord ces mots de vive voix avec la personne ou le service. Clé de : { $name }
access-later = Votre clé n’ouvre pas ce dossier. L’accès au contenu sera donné par un collègue qui l’ouvre.
access-none = Ce service n’a ici ni enquêteur ni clé. Exportez le dossier pour le lui remettre.
access-older = La clé de { $name } n’ouvre pas encore tout ce dossier.
refer-and-sheet = Valider, puis bordereau
referred = Dossier transmis.
referring = { $count ->
    [one] { $count } dossier transmis…
   *[other] { $count } dossiers transmis…
  }
hand-back-about = Le dossier revient à l’examen technique, puis repart vers un autre service. Le motif va au journal.
hand-back-place = Lieu hors de notre ressort
hand-back-subject = Sujet hors de notre compétence
hand-back-facts = Pas assez d’éléments
hand-back-known = Déjà traité dans un autre dossier
hand-back-other = Autre motif
cover-title = Bordereau de transmission
cover-reference = Numéro de dossier
cover-category = Sujet
cover-contact = Contact
cover-bureau = Bureau national d’INTERPOL
cover-why = Pourquoi ce service
cover-chosen = choisi par l’enquêteur
cover-handed = Remis le
cover-printed = Imprimé le
cover-proofs = Preuves d’intégrité
cover-evidence = Pièces, chacune avec le SHA-256 de son fichier scellé :
cover-log = Dernière empreinte du journal, nombre d’actes : { $count }
cover-signer = Empreinte de la clé qui signe le journal :
cover-about = Ce bordereau accompagne le dossier. Rien du récit n’y figure, sauf ce que vous cochez. L’impression va au journal.
cover-choose = Ajouter du récit
cover-back = Retour au dossier
act-and-next = Valider, dossier suivant
draft = brouillon
take-and-next = Je le prends, dossier suivant
taken = Ce dossier est à vous.
hold-about = Rien n’effacera ce dossier avant le déblocage. Le motif va au journal : un numéro de procédure, jamais de contenu.
release-about = Ce dossier sera effacé le moment venu.
act-export = Exporter
export-about = Le dossier sort en un fichier pour un tribunal ou une autre unité. Il reste scellé : seule la clé d’un enquêteur l’ouvre, avec ballegh-officer, qui vérifie aussi que rien n’a été changé. Le motif va au journal : un numéro de procédure, jamais de contenu.
printed-organisation = Organisme
printed-by = Imprimé par
printed-on = Imprimé le
printed-signer = Clé du serveur
printed-end = Empreinte du dernier acte
printed-hash = SHA-256 de l’original :
printed-sealed-hash = SHA-256 de la forme scellée :
export-bags = Un sac (.zip, BagIt) s’archive et se vérifie avec main.py verify. Ouvert, il contient en clair le récit, les échanges et les fichiers : gardez-le sur un disque chiffré. Le PDF et les petites images s’y ajoutent ensuite avec ballegh-officer unseal.
export-do = Télécharger le dossier
export-sealed = Sac scellé
export-opened = Sac ouvert
exported = Dossier exporté. La sortie est au journal.
reason = Motif
reason-form = Lettres, chiffres, point, tiret et barre oblique, sans espace : 123/2026
assign-to = Confier à
note-to-reporter = Mot pour le déclarant (facultatif)
question-in = Question, langue : { $language }
words-in = Vos mots, langue : { $language }
ask-many = Chaque déclarant reçoit cette question dans son propre dossier.
words-missing = Il manque vos mots dans cette langue : { $language }. Sans eux, rien ne part.
preview = Voir ce que le déclarant lira
canned = Questions prêtes
canned-proof = Demander une capture d’écran
canned-number = Demander le numéro ou le compte
canned-payment = Demander la preuve du paiement
canned-since = Demander depuis quand
reach-unaddressed = Sans adresse : le déclarant lira vos mots avec son code secret.
reach-unreachable = Injoignable pour l’instant : vos mots seront remis si la personne revient.
reach-later = Vos mots partiront quand le déclarant aura répondu à un avis sans contenu.
snooze-until = En veille pendant
snooze-hours = Quatre heures
snooze-tomorrow = Un jour
snooze-days = Trois jours
snooze-week = Une semaine
key-next = Ligne suivante
key-before = Ligne précédente
key-open = Ouvrir
key-choose = Choisir la ligne
key-next-case = Dossier suivant
key-case-before = Dossier précédent
key-back = Retour à la liste

## Search

search-what = Référence, pseudonyme, téléphone, lien, compte
search-do = Chercher
search-about = La valeur exacte est comparée à des empreintes : le serveur ne lit aucun contenu.
search-here = Dans les dossiers ouverts ici
search-here-about = { $count ->
    [one] Le texte d’un dossier ouvert
   *[other] Le texte de { $count } dossiers ouverts
  } depuis le déverrouillage. La recherche se fait dans ce navigateur, pendant que vous tapez : rien n’est envoyé.

## Team

name = Nom
role = Rôle
state = Accès
seen = Dernière visite
holds = Clés (dossiers et pièces)
yourself = (vous)
role-intake = accueil et tri
role-investigator = enquêteur
role-supervisor = responsable
role-administrator = administrateur
member-invited = invité
member-unproved = clé à vérifier
member-unconfirmed = clé à confirmer
member-ready = actif
member-suspended = suspendu
member-removed = retiré
member-chat = messagerie seulement
invite = Inviter
invite-name = Nom de l’enquêteur
invite-do = Créer le lien
invite-link = Lien d’invitation
invite-about = Ce lien sert une fois, pendant un jour. Remettez-le en personne ou par un moyen sûr.
confirm = Confirmer la clé de { $name }
confirm-about = Demandez à { $name } de lire les huit mots de son écran, de vive voix.
confirm-same = Les mots sont les mêmes.
confirm-do = Confirmer
grant = Donner l’accès à mes dossiers
recovery-key = Clé de secours
key-file = Fichier de clé de { $name }
first-key = Première clé du serveur (officer.key)
recovery-about = Cette clé est dans un fichier ou sur papier, et n’est à personne dans ce bureau. Contenus qu’elle ouvre : { $count }. Donnez-lui aussi ce que des collègues ont apporté plus tard : comparez d’abord son empreinte avec celle qui a été notée quand la clé a été faite.
granting = { $count } clés données…
granted = { $name } : { $count ->
    [one] { $count } clé donnée.
   *[other] { $count } clés données.
  }
team-suspend = Suspendre
team-suspend-about = Les sessions de { $name } se ferment tout de suite, et aucun dossier ne s’ouvre plus.
team-restore = Rétablir
team-restore-about = { $name } pourra se connecter de nouveau.
team-remove = Retirer
team-remove-about = Avant son départ, { $name } donne à un collègue l’accès à ses dossiers, ici même. Après, c’est définitif : plus d’accès, plus de clés, et ses dossiers sont sans enquêteur.
team-detach = Détacher la messagerie
team-detach-about = La messagerie de { $name } quitte le bureau : utile si le téléphone est volé.

## The officer's own digest

digest = Mon bilan
digest-about = Combien de dossiers sont arrivés, combien attendent, ce qui a changé. Jamais ce que contient un dossier.
digest-no-chat = Vous n’avez pas de discussion ici : le bilan vient par e-mail seulement.
digest-every = Fréquence
digest-daily = Chaque jour
digest-weekly = Chaque semaine
digest-off = Jamais
digest-at = Envoyé à { $at }, le bilan de la semaine le { $day }.
digest-monday = lundi
digest-tuesday = mardi
digest-wednesday = mercredi
digest-thursday = jeudi
digest-friday = vendredi
digest-saturday = samedi
digest-sunday = dimanche
digest-zone = Fuseau horaire
digest-language = Langue
digest-usual = Celle de ma discussion
digest-email = Adresse e-mail
digest-email-about = Vide : pas d’e-mail. Le message ne contient que des nombres et des liens vers le bureau.
digest-no-mail = Ce serveur n’envoie pas encore d’e-mails : l’adresse est gardée.
digest-which = Quels dossiers
digest-urgent = Les urgents seulement
digest-own = Les miens seulement
digest-category = Certaines catégories
digest-place = Certains lieux

## Errors

error-other = Cela n’a pas marché ({ $code }).
error-offline = Le serveur ne répond pas. Vérifiez la connexion, puis réessayez.
error-late = Le serveur n’a pas répondu à temps. C’est peut-être fait quand même : rouvrez la page avant de recommencer.
error-browser = Ce navigateur ne connaît pas les clés d’accès. Mettez-le à jour.
error-passkey-cancelled = La clé d’accès n’a pas été utilisée.
error-unopened = Cela ne s’ouvre pas avec votre clé, ou le contenu a été changé. Rien n’est affiché.
error-wrap = Cet accès ne vient pas d’une personne de l’équipe : il reste.
error-preview = L’aperçu n’est pas disponible.
error-localhost = Ouvrez cette page par http://localhost, les clés d’accès le demandent.
error-request = La demande est incomplète.
error-session = Votre session est finie. Connectez-vous de nouveau.
error-origin = Cette page n’est pas à la bonne adresse.
error-role = Votre rôle ne le permet pas.
error-not-own = Ce dossier n’est pas à vous.
error-unready = Votre clé n’est pas encore confirmée.
error-stale = Connectez-vous de nouveau avant d’ajouter une clé d’accès.
error-suspended = Votre accès est suspendu.
error-passkey = La clé d’accès n’a pas été acceptée.
error-proof = Cette clé n’est pas la bonne.
error-recipient = La clé publique n’est pas valable.
error-box = La clé protégée n’est pas valable.
error-gone = Cette invitation a déjà servi ou a plus d’un jour. Demandez-en une autre.
error-unknown = Rien n’existe sous ce nom.
error-old-key = Cette clé n’est ni une ancienne clé à vous, ni la première clé de ce serveur.
error-not-held = Vous n’avez pas montré que vous détenez cette ancienne clé : rien n’a été donné.
error-only-wrap = Personne d’autre n’a d’accès à ce contenu : cet accès est gardé.
error-many-wraps = Ce dossier a trop de contenus pour être donné en une fois : rien n’a été fait. Que quelqu’un de la supervision donne d’abord l’accès à ce collègue, page Équipe.
error-old-key-form = Ce n’est pas une clé entière. Collez toute la ligne qui commence par AGE-SECRET-KEY-1.
error-old-key-closed = Cette clé est connue ici, mais elle n’ouvre pas tout ce dossier. Un collègue qui l’ouvre peut vous donner l’accès.
error-taken = Un collègue a déjà pris ce dossier.
error-name = Ce nom ne convient pas : il se confond avec un autre, ou contient des signes invisibles.
error-changed = Ce dossier a changé entre-temps. Relisez-le, puis recommencez :
error-service = Ce service n’est plus dans les réglages.
error-no-service = Pour transmettre, choisissez un service : action « Transmettre ».
error-status = Ce changement d’état n’est pas permis.
error-ended = Ce dossier est clos.
error-words = Rien n’est parti. Il manque vos mots dans cette langue :
error-held = C’est déjà fait pour ce dossier.
error-masked = Le nom est masqué : il faut l’accord d’un second responsable, encore valable.
error-last-passkey = C’est votre dernière clé d’accès : ajoutez-en une autre d’abord.
error-notes-full = Ce dossier a déjà toutes les notes qu’il peut garder. Écrivez la suite dans votre procédure.
error-brought = Un collègue a déjà donné une clé propre à ce dossier. Rouvrez-le.
error-lacking = Ce dossier d’avant s’ouvre et reste tel quel. Pour qu’il ait sa propre clé, un responsable compare d’abord les clés de tous ceux qui peuvent l’ouvrir, sur la page de l’équipe. Il manque :
error-period = Les chiffres sont ceux de mois entiers et terminés, trois ans au plus.
error-asked = Une demande est déjà en cours pour ce dossier.
error-not-asked = Il n’y a plus de demande en attente pour ce dossier.
error-second = L’accord doit venir d’une autre personne que vous.
error-last-key = C’est la dernière clé qui ouvre des dossiers : elle doit rester.
error-fingerprint = Cette clé n’est pas celle de cette personne.
error-large = C’est trop long.
error-many = Trop d’essais. Attendez un peu.
error-busy = Le serveur est occupé. Réessayez dans un instant.
error-files = Les fichiers ne peuvent pas être lus en ce moment : leur stockage ne répond pas. Rien n’est perdu ; réessayez dans quelques minutes.
error-digest-email = Cette adresse e-mail ne convient pas : attendu, par exemple, salma@example.org
error-digest-zone = Ce fuseau horaire n’est pas connu : attendu, par exemple, Africa/Casablanca

## Figures

figures = Chiffres
figures-from = Du
figures-to = Au
figures-show = Afficher
figures-last-quarter = Trimestre précédent
figures-all = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
figures-compared = { $count } du { $from } au { $to }
figures-erased = { $count ->
    [one] Dont { $count } effacé depuis : il n’est dans aucun tableau.
   *[other] Dont { $count } effacés depuis : ils ne sont dans aucun tableau.
}
figures-about = Barre pleine : cette période. Barre vide : la période d’avant. Les nombres inférieurs à 5 sont cachés, et d’autres avec eux, pour que personne ne soit reconnu. Seuls des mois entiers et terminés sont comptés ; un nombre caché dans un seul mois l’est aussi dans toute la période.
figures-value = Valeur
figures-chart = Graphique
figures-count = Dossiers
figures-share = Part
figures-percent = { $share } %
figures-before = Avant
figures-hidden = caché
figures-together = Les nombres cachés, ensemble
figures-too-few = trop peu
figures-category = Catégories
figures-place = Régions
figures-world = Depuis l’étranger
figures-country = Pays
figures-channel = Canaux
figures-language = Langues
figures-identity = Identité
figures-urgency = Urgence
figures-outcome = Suites données
figures-group = Groupes nommés
figures-helped = Avis de la personne
figures-suspects = Suspects
figures-times = Délais depuis l’envoi
figures-until = Jusqu’à
figures-median = Médiane
figures-ninetieth = 9 sur 10 en moins de
figures-median-before = Médiane d’avant
figure-time-looked = premier regard
figure-time-referred = transmission
figure-time-ended = premier résultat
figure-place-unknown = Non précisée
figure-place-morocco = Maroc, sans région
figure-place-abroad = Étranger
figure-world-unknown = Pays non précisé
figure-world-europe = Europe
figure-world-asia = Asie
figure-world-middle-east = Moyen-Orient
figure-world-north-africa = Afrique du Nord
figure-world-africa = Afrique subsaharienne
figure-world-america = Amériques
figure-world-oceania = Océanie
figure-identity-named = Avec le nom
figure-identity-anonymous = Sans nom
figure-urgency-urgent = Urgents
figure-urgency-usual = Non urgents
figure-group-none = Aucun
figure-group-daesh = Daech
figure-group-qaida = Al-Qaïda
figure-helped-none = Sans réponse
figure-helped-yes = Aidée
figure-helped-no = Pas aidée
figure-suspects-identified = Enquête en cours
figure-suspects-justice = Devant la justice
figure-suspects-wanted = Recherchés
figure-suspects-cleared = Mis hors de cause
statement = Communiqué
statement-fr = En français
statement-ar = En arabe
statement-pdf = PDF
