"""A slide of each kind in about five lines, for `list KIND` and for editors. Tests build all of them."""

from __future__ import annotations

import json

from podium.outline import variables

EXAMPLES = {
    "before-after": """
- before-after: Six years of war left nothing of the square
  before: {file: square-1939.jpg, when: 1939-08, caption: The market in summer}
  after: {file: square-1945.jpg, when: 1945-05, caption: The same corner}
""",
    "causes": """
- causes: One staged explosion led, step by step, to war
  events:
    - {when: 1931, title: Mukden, text: A staged blast is the pretext, verb: makes way for}
    - {when: 1932, title: Manchukuo, text: A puppet state borders Soviet land, verb: leads to}
    - {when: 1935/1939, title: Border war}
""",
    "chart": """
- chart: The victor lost more men than the loser
  type: bar
  unit: men killed
  data: {Soviet Union: 792, Japan: ~526}
  note: Japan's figure is an estimate.
""",
    "compare": """
- compare: Each side wanted a buffer of its own
  columns:
    - {title: Japan, items: [Manchukuo, Mengjiang]}
    - {title: Soviet Union, items: [Mongolia, Tuva]}
""",
    "document": """
- document: Article 2 kept both out of each other's wars
  archive: AVP RF, f. 3a, d. 64
  lang: ru
  text: Договаривающаяся Сторона *будет соблюдать нейтралитет*
  translation: The Contracting Party *will observe neutrality*
""",
    "figure": """
- figure: The Soviet side had more of everything that rolls
  type: pictogram
  icon: {Armour: tank, Artillery: gun}
  data: {Armour: {Japan: 137, Soviet Union: 550}, Artillery: {Japan: 300, Soviet Union: 634}}
""",
    "forces": """
- forces: The Soviet side led in everything except horses
  sides: {japan: Japan, soviet: Soviet Union}
  rows:
    Infantry: [up to 38000, up to 74000]
    Cavalry: [2708, 1921]
""",
    "image": """
- image: Tanks alone decided the battle
  file: tanks.jpg
  full: true
  caption: The southern wing advances, 20 August 1939
  credit: State archive
""",
    "images": """
- images: Two men faced each other across the steppe
  items:
    - {at: left, file: zhukov.jpg, name: Georgy Zhukov, life: 1896–1974}
    - {at: right, file: komatsubara.jpg, name: Michitarō Komatsubara, life: 1886–1940}
""",
    "losses": """
- losses: The smaller battle cost the victor more
  unit: men
  rows:
    Japan: {Killed: 526, Wounded: 913}
    Soviet Union: {Killed: 792, Wounded: 3279}
""",
    "map": """
- map: Two spheres met in Manchuria
  territories: east-asia-1931-1941
  year: 1939
  fill: {red: [ussr, mongolia], blue: [japan, korea, manchukuo]}
  cities: [Mukden, Peking, Vladivostok]
""",
    "media": """
- media: The newsreel showed the victory a month later
  file: newsreel.mp4
  start: 0:12
  end: 1:05
  caption: Newsreel of September 1939
""",
    "number": """
- number: One man's purge emptied the monasteries
  figure: up to 35,000
  unit: people
  text: were killed between 1930 and 1952
""",
    "people": """
- people: Two men decided, two signed
  items:
    - {name: Joseph Stalin, life: 1878–1953, role: General Secretary}
    - {name: Vyacheslav Molotov, life: 1890–1986, role: Commissar for Foreign Affairs, of: Stalin}
""",
    "points": """
- points: Both sides wanted a buffer
  items:
    - Tokyo wanted Manchuria: It feared Bolshevism.
    - Moscow wanted Mongolia: It feared a second front.
  notes: What you will say, in your own words.
""",
    "portrait": """
- portrait: Zhukov made his name far from Europe
  file: zhukov.jpg
  name: Georgy Zhukov
  life: 1896–1974
  items: [He came in June, He attacked in August]
""",
    "question": """
- question: Why did neither side declare war?
  items:
    Discuss in pairs: Three minutes
    Note: One reason for each side
""",
    "quiz": """
- quiz: Who commanded the Soviet troops in August 1939?
  answers: [Blyukher, Zhukov, Shtern]
  answer: B
  explanation: Zhukov took over the command in June.
""",
    "quote": """
- quote: The train arrived *on time* all the same.
  by: Lytton Report
  context: League of Nations, 1932
  aside: Japanese soldiers had blown up a Japanese railway.
""",
    "steps": """
- steps: Zhukov closed the pocket in six days
  events:
    - {when: 20 August, title: Bombardment, text: Artillery opens the attack}
    - {when: 25 August, title: The wings meet, text: Near Nomonhan, highlight: true}
""",
    "summary": """
- summary: Three things to take home
  items:
    - It began in 1931: with a staged explosion.
    - It stayed undeclared: both sides had other plans.
    - It turned Japan south: towards Pearl Harbor.
""",
    "table": """
- table: Both battles were larger than the incidents before
  columns: [Battle, Japan, Soviet Union]
  rows:
    - [Lake Khasan, "7,300", "23,000"]
    - [Khalkhin Gol, "38,000", "74,000"]
""",
    "terms": """
- terms: Two words name the whole war
  items:
    - {term: Manchukuo, original: 満洲国, lang: ja, meaning: The state that Japan founded in 1932}
    - Kwantung Army: Japan's army in Manchuria
""",
    "timeline": """
- timeline: Four years of incidents ended in a battle
  events:
    - {date: January 1935, title: Halhamiao, text: Fishing rights}
    - {date: late June 1937, title: Kenchazu, text: Island handed back}
    - {date: 1939-05/1939-09, title: Khalkhin Gol, text: Two armies}
""",
}

_ARMIES = """  unit: men
  data:
    Lake Khasan: {Japan: ~7300, Soviet Union: 23000}
    Khalkhin Gol: {Japan: up to 38000, Soviet Union: up to 74000}"""
_YEARS = """  unit: incidents
  data:
    1933: {Japan: 12, Soviet Union: 9}
    1935: {Japan: 31, Soviet Union: 24}
    1937: {Japan: 40, Soviet Union: 36}
    1939: {Japan: 66, Soviet Union: 58}"""
_SHARES = """  data: {Infantry: 57000, Crews of tanks: 5400, Airmen: ~1200}"""
CHARTS = {
    "column": f"- chart: Each battle was larger than the last\n  type: column\n{_ARMIES}",
    "column-stacked": f"- chart: Together they were twice as many\n  type: column-stacked\n{_ARMIES}",
    "column-100": f"- chart: Japan was always the smaller part\n  type: column-100\n{_ARMIES}",
    "bar": f"- chart: Each battle was larger than the last\n  type: bar\n{_ARMIES}",
    "bar-stacked": f"- chart: Together they were twice as many\n  type: bar-stacked\n{_ARMIES}",
    "bar-100": f"- chart: Japan was always the smaller part\n  type: bar-100\n{_ARMIES}",
    "line": f"- chart: Incidents came more often every year\n  type: line\n{_YEARS}",
    "area": f"- chart: Incidents came more often every year\n  type: area\n{_YEARS}",
    "pie": f"- chart: Nine of ten fought on foot\n  type: pie\n{_SHARES}",
    "doughnut": f"- chart: Nine of ten fought on foot\n  type: doughnut\n{_SHARES}",
    "scatter": """- chart: The Soviet side brought more of both
  type: scatter
  x: Men
  y: Artillery pieces
  data:
    Japan: {Lake Khasan: [7300, 37], Khalkhin Gol: [up to 38000, 300]}
    Soviet Union: {Lake Khasan: [~23000, 237], Khalkhin Gol: [up to 74000, 634]}""",
    "bubble": """- chart: The Soviet side brought more of everything
  type: bubble
  x: Men
  y: Artillery pieces
  area: Tanks
  data:
    Japan: {Khalkhin Gol: [38000, 300, 137]}
    Soviet Union: {Lake Khasan: [23000, 237, 345], Khalkhin Gol: [74000, 634, 550]}""",
    "combined": """- chart: More tanks came, not only more men
  type: combined
  unit: men
  line: [Tanks]
  second: {title: Tanks}
  data:
    Lake Khasan: {Soviet troops: ~23000, Tanks: 345}
    Khalkhin Gol: {Soviet troops: up to 74000, Tanks: 550}""",
}
"""A slide with each type of chart; the numbers of `_YEARS` and `_SHARES` are made up."""
FIGURES = {
    "range-dots": """- figure: The estimates agree on who had more
  type: range-dots
  unit: men
  data: {Japan: 30000-38000, Soviet Union: 57000-74000}""",
    "slope": """- figure: One side grew faster
  type: slope
  unit: men
  data:
    Japan: {1938: 7300, 1939: 38000}
    Soviet Union: {1938: ~23000, 1939: 74000}""",
    "pictogram": """- figure: The Soviet side had more of everything that rolls
  type: pictogram
  icon: {Armour: tank, Trucks: truck}
  data:
    Armour: {Japan: 137, Soviet Union: 550}
    Trucks: {Japan: 1000, Soviet Union: 4000}""",
    "calendar": """- figure: Fighting came every year, and in 1939 it stayed
  type: calendar
  data: [January 1935, March 1936, late June 1937, 1938-07-29/1938-08-09, 1939-05-11/1939-09-15]""",
    "waffle": """- figure: One in five came by rail
  type: waffle
  data: {On foot: 62, By lorry: 18, By rail: 20}""",
}
"""A slide with each type of figure; the numbers of the waffle are made up."""


def example(kind: str) -> str:
    """The lines of a slide of that kind, as an entry of `slides:`."""
    return EXAMPLES[kind].strip("\n")


def specimen(template: str, kinds: tuple[str, ...] = ()) -> str:
    """An outline with a slide of every kind (or of `kinds`) on a template, in two sections."""
    names = list(kinds or EXAMPLES)
    half = -(-len(names) // 2)
    parts = [
        f"  - title: {title}\n    span: {span}\n    question: {question}\n    slides:\n"
        + "\n".join(f"      {line}" for name in group for line in example(name).splitlines())
        for title, span, question, group in (
            ("Two powers in Manchuria", "1931/1938", "Who wanted war?", names[:half]),
            ("A battle nobody declared", "1938/1945", "Why did it end?", names[half:]),
        )
    ]
    return f"""title: The Undeclared War
subtitle: A specimen of every kind of slide
author: podium
lang: en
template: {variables.escaped(json.dumps(template))}
agenda: Two chapters led from a railway to a pact
sides:
  japan: {{name: Japan, colour: blue}}
  soviet: {{name: Soviet Union, colour: red}}
sections:
{chr(10).join(parts)}
"""
