# Documents on paper: the cover sheet for an INTERPOL national central bureau.
# Values alone, no plurals and no terms: these files are read without a library.

foot-case = Case { $reference }
foot-page = Page { $number } of { $count }

interpol-title = Cover sheet for the INTERPOL National Central Bureau
interpol-about = Trafficking in persons or scam centre: request for urgent exchange between National Central Bureaus (resolution of the 93rd General Assembly, Marrakech).
interpol-do-not-contact = Do not call or write to the person concerned, to their number or to their account: others may hold their phone. All contact goes through the institution named below.
interpol-people = The situation
interpol-held = Held at this moment
interpol-where = Presumed place
interpol-count = Number of people
interpol-safe = Safe to be answered
interpol-speaks = Language spoken
interpol-told = Others who know, or who may or must not be told
interpol-unknown = Not stated
interpol-lured = Recruitment: accounts, numbers and links
interpol-none = No account, number or link was named.
interpol-story = Account, in the person’s own language
interpol-asked = What is asked
interpol-asked-text = Locate the people held and bring them to safety; identify the recruiters; return them home with social and psychological support; answer the institution named below, quoting the reference.
interpol-from = Institution
interpol-contact = Contact at the National Central Bureau
statement-reference = Reference
statement-filed = Received on
statement-kind = Kind
statement-value = Value
statement-signer = Key of the server
statement-hand = Name, rank, date and signature of the officer

label-phone = Phone number
label-link = Link
label-email = E-mail address
label-handle = Account
label-group = Group or channel
label-rib = Moroccan account (RIB)
label-iban = IBAN
label-crypto = Wallet
answer-yes = Yes
answer-no = No
answer-unsure = Perhaps
language-ar = Arabic
language-ary = Moroccan Arabic
language-fr = French
