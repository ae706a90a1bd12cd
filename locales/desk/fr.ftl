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
lock = Verrouiller
unlock = Déverrouiller
sign-out = Se déconnecter
changed-meanwhile = Ce dossier vient de changer : la page est à jour.

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
look-again = Vérifier maintenant

## Inbox

queues = Files
queue-all = Tous les dossiers
queue-urgent = Urgents
queue-new = Nouveaux
queue-mine = Les miens
queue-unassigned = Sans enquêteur
queue-awaiting = En attente de réponse
queue-answered = Réponse reçue
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
urgent = Urgent
unread = Non lu
answered = Réponse reçue
awaiting = En attente
held = Effacement bloqué
snoozed-until = En veille jusqu’au { $time }
watching = Ouvert par { $names }
files = { $count ->
    [one] { $count } pièce
   *[other] { $count } pièces
  }

## A case

opening = Ouverture du dossier…
facts = Le dossier
reporter = Déclarant
reporter-anonymous = { $pseudonym }, anonyme
reporter-named = { $pseudonym }, a donné son nom
received = Reçu
assigned = Enquêteur
erasure = Effacement
erasure-held = bloqué par une procédure
erasure-later = après la clôture
money-left = Argent parti depuis moins de 24 h
story = Ce qui a été dit
story-closed = Votre rôle ne lit pas ce dossier tant qu’il n’est pas à vous.
entry-filed = Signalement du { $time }
entry-added = Ajouté le { $time }
entry-closed = Votre clé n’ouvre pas ce texte du { $time }. Un responsable peut vous donner l’accès.
older-case = Ce dossier date d’avant le bureau : il est scellé aux clés de cette époque.
older-open = Ouvrir avec une ancienne clé
older-about = Collez la ligne AGE-SECRET-KEY de votre ancien fichier de clé. Elle reste dans ce navigateur et disparaît au verrouillage.
older-key = Ancienne clé
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
log-older = Attention : cet ordinateur a déjà vu une suite de ce journal, ou une autre clé du dossier. Prévenez votre responsable, sauf si une sauvegarde vient d’être remise en place.
log-unsigned = Journal complet, signature non vérifiée.
event-received = Reçu
event-sealed = Scellé
event-opened = Ouvert
event-exported = Exporté
event-granted = Accès donné
event-status = État
event-referral = Transmission
event-hold = Blocage de l’effacement
event-forgotten = Adresse oubliée
event-followed = Suivi par le déclarant
event-listed = Connu d’une liste
event-erasure = Effacé
event-campaign-joined = Rattaché à une campagne
event-campaign-split = Séparé d’une campagne
event-campaign-decided = Décision de campagne
event-assigned = Confié
event-taken = Pris
event-asked = Question posée
event-noted = Note interne
event-snoozed = Mis en veille
actor-server = le serveur
actor-reporter = le déclarant
actor-command = ligne de commande

## Actions

status = État
act-take = Je le prends
act-ask = Poser une question
act-status = Changer l’état
act-note = Note interne
act-snooze = Mettre en veille
act-assign = Confier
act-hold = Bloquer l’effacement
act-release = Débloquer l’effacement
act-and-next = Valider, dossier suivant
draft = brouillon
take-and-next = Je le prends, dossier suivant
taken = Ce dossier est à vous.
hold-about = Rien n’effacera ce dossier avant le déblocage. Le motif va au journal : un numéro de procédure, jamais de contenu.
release-about = Ce dossier sera effacé le moment venu.
act-export = Exporter
export-about = Le dossier sort en un fichier pour un tribunal ou une autre unité. Il reste scellé : seule la clé d’un enquêteur l’ouvre, avec ballegh-officer, qui vérifie aussi que rien n’a été changé. Le motif va au journal : un numéro de procédure, jamais de contenu.
export-do = Télécharger le dossier
exported = Dossier exporté. La sortie est au journal.
reason = Motif
reason-form = Lettres, chiffres, point, tiret et barre oblique, sans espace : 123/2026
assign-to = Confier à
note-to-reporter = Mot pour le déclarant (facultatif)
question-in = Question, langue : { $language }
words-in = Vos mots, langue : { $language }
ask-many = Chaque déclarant reçoit cette question dans son propre dossier.
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

## Errors

error-other = Cela n’a pas marché ({ $code }).
error-offline = Le serveur ne répond pas. Vérifiez la connexion, puis réessayez.
error-browser = Ce navigateur ne connaît pas les clés d’accès. Mettez-le à jour.
error-passkey-cancelled = La clé d’accès n’a pas été utilisée.
error-unopened = Cela ne s’ouvre pas avec votre clé, ou le contenu a été changé. Rien n’est affiché.
error-preview = L’aperçu n’est pas disponible.
error-localhost = Ouvrez cette page par http://localhost, les clés d’accès le demandent.
error-request = La demande est incomplète.
error-session = Votre session est finie. Connectez-vous de nouveau.
error-origin = Cette page n’est pas à la bonne adresse.
error-role = Votre rôle ne le permet pas.
error-unready = Votre clé n’est pas encore confirmée.
error-stale = Connectez-vous de nouveau avant d’ajouter une clé d’accès.
error-suspended = Votre accès est suspendu.
error-passkey = La clé d’accès n’a pas été acceptée.
error-proof = Cette clé n’est pas la bonne.
error-recipient = La clé publique n’est pas valable.
error-box = La clé protégée n’est pas valable.
error-gone = Cette invitation a déjà servi ou a plus d’un jour. Demandez-en une autre.
error-unknown = Rien n’existe sous ce nom.
error-taken = Un collègue a déjà pris ce dossier.
error-name = Ce nom ne convient pas : il se confond avec un autre, ou contient des signes invisibles.
error-changed = Ce dossier a changé entre-temps. Relisez-le, puis recommencez :
error-status = Ce changement d’état n’est pas permis.
error-held = C’est déjà fait pour ce dossier.
error-last-key = C’est la dernière clé qui ouvre des dossiers : elle doit rester.
error-fingerprint = Cette clé n’est pas celle de cette personne.
error-large = C’est trop long.
error-many = Trop d’essais. Attendez un peu.
error-busy = Le serveur est occupé. Réessayez dans un instant.
