"""The small words of four languages: they tell the language of a text, and a query ignores them.

The closed classes: determiners, pronouns, prepositions, conjunctions, auxiliaries. Folded.
"""

from __future__ import annotations

from typing import Final


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


FRENCH: Final = _words("""
a ai ainsi as au aucun aucune aux avec avez avoir avons car ce cela celle celles celui ces cet
cette ceux chaque chez comme d dans de des donc dont du elle elles en entre es est et etaient
etait etant etes etre eu eux fut ici il ils j je jusque l la laquelle le lequel les lesquels leur
leurs lors lorsque lui m ma mais me mes mon n ne ni nos notre nous on ont ou par parce pas pendant
pour puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se sera seront ses
soit sommes son sont sous suis sur t ta te tes ton tu un une vers vos votre vous y
""")
"""No single letter that names a technology (c, r), and not `si`, also an information system."""
ENGLISH: Final = _words("""
a about an and any are as at be been being but by can could did do does for from had has have he
her his how if in into is it its may might must my of on or our shall she should so such than that
the their them then there these they this those to upon us was we were what when where which while
who whom whose why will with would you your
""")
GERMAN: Final = _words("""
aber als am an auch auf aus bei beim bin bis bist da damit dann das dass dein deine dem den der des
dich die dies diese dieser dieses dir doch du durch ein eine einem einen einer eines er es euch euer
eure fur gegen hat habe haben hier ich ihm ihn ihr ihre ihren im in ist ja jede jeder kann konnen
mein meine mit nach nicht noch nur ob oder ohne sehr sein seine seit sich sie sind so sowie uber um
und uns unser unsere unter vom von vor war was wenn wer werden wie wir wird wo zu zum zur zwischen
""")
SPANISH: Final = _words("""
a al algo ante aqui asi aun cada como con cual cuando de del desde donde el ella ellas ellos en
entre era eres es esa ese eso esta estan estas este esto estos fue ha han hasta hay la las le les lo
los mas me mi mis muy nada ni no nos nosotros nuestra nuestro o para pero por porque que quien se
ser si sin sobre somos son soy su sus tambien te tiene tu tus un una unas uno unos usted y ya yo
""")
BY_LANGUAGE: Final = {"fr": FRENCH, "en": ENGLISH, "de": GERMAN, "es": SPANISH}
