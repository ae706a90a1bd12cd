### Le communiqué : les chiffres d’une période, pour la presse.

statement-title = Signalements reçus du { $first_day ->
    [1] 1er
   *[other] { $first_day }
} { $first_month } { $first_year } au { $last_day ->
    [1] 1er
   *[other] { $last_day }
} { $last_month } { $last_year }
statement-handled = { $count ->
    [0] { $organisation } n’a reçu aucun signalement pendant cette période.
    [one] { $organisation } a reçu et traité { NUMBER($count, useGrouping: 1) } signalement pendant cette période.
   *[other] { $organisation } a reçu et traité { NUMBER($count, useGrouping: 1) } signalements pendant cette période.
}
statement-erased = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } d’entre eux a été effacé depuis : il ne figure pas dans les chiffres qui suivent.
   *[other] { NUMBER($count, useGrouping: 1) } d’entre eux ont été effacés depuis : ils ne figurent pas dans les chiffres qui suivent.
}
statement-technology = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } signalement porte sur des infractions commises au moyen des nouvelles technologies :
   *[other] { NUMBER($count, useGrouping: 1) } signalements portent sur des infractions commises au moyen des nouvelles technologies :
}
statement-kinds = Par nature d’infraction :
statement-kind = { $kind } : { NUMBER($count, useGrouping: 1) }, soit { $share } %
statement-rest = les autres infractions : { NUMBER($count, useGrouping: 1) }, soit { $share } %
statement-terrorism = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } signalement porte sur l’apologie du terrorisme ou l’incitation au terrorisme.
   *[other] { NUMBER($count, useGrouping: 1) } signalements portent sur l’apologie du terrorisme ou l’incitation au terrorisme.
}
statement-group = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } de ces signalements concerne { $group }
   *[other] { NUMBER($count, useGrouping: 1) } de ces signalements concernent { $group }
}
statement-suspects = { $count ->
    [one] Les enquêtes ont permis d’identifier { NUMBER($count, useGrouping: 1) } personne mise en cause :
   *[other] Les enquêtes ont permis d’identifier { NUMBER($count, useGrouping: 1) } personnes mises en cause :
}
statement-justice = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } a été présentée à la justice
   *[other] { NUMBER($count, useGrouping: 1) } ont été présentées à la justice
}
statement-wanted = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } fait l’objet d’un avis de recherche national
   *[other] { NUMBER($count, useGrouping: 1) } font l’objet d’un avis de recherche national
}
statement-cleared = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } a été mise hors de cause
   *[other] { NUMBER($count, useGrouping: 1) } ont été mises hors de cause
}
statement-identified = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } fait l’objet d’une enquête en cours
   *[other] { NUMBER($count, useGrouping: 1) } font l’objet d’enquêtes en cours
}
statement-named = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } signalement sur { NUMBER($whole, useGrouping: 1) }, soit { $share } % ({ $words }), a été fait avec l’identité complète de son auteur. Les autres ont été faits sans nom.
   *[other] { NUMBER($count, useGrouping: 1) } signalements sur { NUMBER($whole, useGrouping: 1) }, soit { $share } % ({ $words }), ont été faits avec l’identité complète de leur auteur. Les autres ont été faits sans nom.
}
statement-named-plain = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } signalement sur { NUMBER($whole, useGrouping: 1) }, soit { $share } %, a été fait avec l’identité complète de son auteur. Les autres ont été faits sans nom.
   *[other] { NUMBER($count, useGrouping: 1) } signalements sur { NUMBER($whole, useGrouping: 1) }, soit { $share } %, ont été faits avec l’identité complète de leur auteur. Les autres ont été faits sans nom.
}
statement-abroad = { $count ->
    [one] { NUMBER($count, useGrouping: 1) } signalement est venu de l’étranger.
   *[other] { NUMBER($count, useGrouping: 1) } signalements sont venus de l’étranger.
}
statement-world = { $region } : { NUMBER($count, useGrouping: 1) }

## The table

table-figure = Chiffre
table-count = Nombre
table-share = Part
table-title = Le tableau derrière le communiqué
share = { $share } %
number = { NUMBER($count, useGrouping: 1) }
row-handled = Signalements traités
row-erased = dont effacés depuis
row-technology = Infractions au moyen des nouvelles technologies
row-terrorism = Apologie du terrorisme ou incitation au terrorisme
row-rest = Autres infractions
row-suspects = Personnes mises en cause
row-named = Avec l’identité complète
row-abroad = Depuis l’étranger
suspect-identified = Enquête en cours
suspect-justice = Présentées à la justice
suspect-wanted = Avis de recherche national
suspect-cleared = Mises hors de cause
kind-fraud = escroquerie
kind-blackmail = chantage sexuel
kind-defamation = injure et diffamation
kind-threat = violence et menaces de violence
kind-child = exploitation et mise en danger d’enfants
kind-trafficking = traite des êtres humains
kind-hacking = intrusion et vol de comptes
kind-drugs = trafic de drogues et de produits interdits
kind-weapons = trafic d’armes
kind-incitement = incitation à des crimes contre les personnes
group-daesh = « Daech »
group-qaida = « Al-Qaïda »
world-europe = Europe
world-asia = Asie
world-middle-east = Moyen-Orient
world-north-africa = Afrique du Nord
world-africa = Afrique subsaharienne
world-america = Amériques
world-oceania = Océanie
more-than-most = plus de neuf sur dix
more-than-three-quarters = plus des trois quarts
more-than-two-thirds = plus des deux tiers
more-than-half = plus de la moitié
more-than-third = plus du tiers
more-than-quarter = plus du quart
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
