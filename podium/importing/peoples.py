"""What English calls peoples and parties of wars, as a regular expression: without the plural's "s"."""

PEOPLES = (
    "Afghan|American|Arab|Argentine|Armenian|Australian|Austrian|Azerbaijani|Belgian|Bolshevik|Brazilian"
    "|British|Bulgarian|Byzantine|Canadian|Chilean|Chinese|Confederate|Croat|Cuban|Czech|Danish|Dutch|Egyptian"
    "|English|Estonian|Ethiopian|Finnish|Finn|French|Georgian|German|Greek|Habsburg|Hungarian|Indian|Iranian"
    "|Iraqi|Irish|Israeli|Italian|Japanese|Jordanian|Kazakh|Korean|Kurd|Latvian|Lithuanian|Manchu|Mexican"
    "|Mongol|Mongolian|Nationalist|Norwegian|Ottoman|Pakistani|Persian|Peruvian|Polish|Pole|Portuguese|Prussian"
    "|Republican|Roman|Romanian|Royalist|Russian|Saxon|Scottish|Serb|Serbian|Slovak|Soviet|Spaniard|Spanish"
    "|Spartan|Swedish|Swede|Swiss|Syrian|Tatar|Texan|Turk|Turkish|Ukrainian|Union|Venetian|Vietnamese|Yugoslav"
    "|Zulu|Athenian|Carthaginian|Allied|Axis|Entente"
)
