// 256 plain French words without accents. A word's place is an octet: never move one.

export const LIST: readonly string[] = (
  "abeille abricot acier aigle ail aimant algue amande ananas ancre ange animal arbre argent armoire " +
  "atlas aube auto avion avoine balai balcon balle banane banc barque bassin bateau berger beurre bille " +
  "biscuit bois bol bonnet bosquet botte bouche bougie boussole bouton branche brique brosse bureau " +
  "cabane cactus cadeau cadre caillou canard carotte carte casque castor cave ceinture cerf cerise " +
  "chaise chameau champ chandail chat chemin chemise chevre chien chou cigale citron clairon clef " +
  "cloche clou coffre colline colombe compas coquille corail corbeau corde coton couteau crabe crayon " +
  "cuivre cumin cygne datte dauphin desert dessin dragon drap dune eau echarpe echelle ecole ecureuil " +
  "eglantine encre epice epingle escalier etang etoile fable fauteuil fenouil ferme feuille fibre figue " +
  "fil flamme fleur fleuve flute foin foret forge fougere foulard four fraise fromage fruit fusain " +
  "galet gant garage gazelle genou girafe glace gomme gorge grange grenade grive grotte guitare hamac " +
  "hameau harpe herbe heron hibou horloge huile iris ivoire jardin jasmin jeton jonc joue jument jupe " +
  "kiwi lac laine lampe lanterne laurier lavande lezard liane lierre lilas lion livre loup lune lustre " +
  "maison mangue marbre marche marteau masque melon menthe merle miel miroir montagne moulin mouton " +
  "mule muraille nacre nappe navet neige nid noisette noix nuage oasis ocean oeillet oignon olive ombre " +
  "orange orge orteil outil palmier panier panthere papier parasol pastel peigne perle persil piano " +
  "pierre pigeon pinceau pirogue plage plume poire poivre pomme pont portail potier poule prairie prune " +
  "puits quai radis raisin rame renard riz robe rocher rose ruban ruche sable safran salade sapin savon " +
  "sel tapis"
).split(" ");
