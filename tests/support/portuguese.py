"""Portuguese sentences as newspapers have them, with their English, put together by a small grammar of our own."""

from __future__ import annotations

import random

_WHO = """
o presidente da câmara = the mayor
a ministra da Saúde = the Minister of Health
o diretor da escola = the director of the school
a porta-voz do governo = the government spokeswoman
o líder da oposição = the leader of the opposition
a polícia = the police
o sindicato dos professores = the teachers' union
a associação de moradores = the residents' association
o comandante dos bombeiros = the fire chief
a presidente do tribunal = the president of the court
o treinador = the coach
a empresa de energia = the energy company
o grupo de cientistas = the group of scientists
a juíza = the judge
o dono da fábrica = the owner of the factory
o embaixador = the ambassador
a comissão de trabalhadores = the workers' committee
o antigo primeiro-ministro = the former prime minister
o porta-voz do hospital = the hospital spokesman
a companhia aérea = the airline
o secretário de Estado = the Secretary of State
a investigadora = the researcher
"""

_SAID = """
anunciou = announced
confirmou = confirmed
garantiu = assured
disse = said
afirmou = stated
lembrou = recalled
admitiu = admitted
explicou = explained
prometeu = promised
"""

_THAT = """
que as obras começam em março = that the works begin in March
que a escola vai reabrir na segunda-feira = that the school will reopen on Monday
que ninguém ficou ferido no acidente = that no one was injured in the accident
que o preço da água não vai subir este ano = that the price of water will not rise this year
que a estrada está fechada desde ontem = that the road has been closed since yesterday
que o acordo será assinado em breve = that the agreement will be signed soon
que faltam médicos nos hospitais públicos = that there is a lack of doctors in public hospitals
que a greve vai continuar na próxima semana = that the strike will continue next week
que a ponte precisa de obras = that the bridge needs works
que o projeto custou {n} milhões de euros = that the project cost {n} million euros
que foram criados {n} postos de trabalho = that {n} jobs were created
que a fábrica vai fechar em dezembro = that the factory will close in December
que há {n} pessoas desalojadas = that there are {n} people displaced
que a festa foi adiada por causa da chuva = that the party was postponed because of the rain
que a lei entra em vigor em janeiro = that the law comes into force in January
que a equipa está preparada para o jogo = that the team is ready for the game
que os resultados são melhores do que no ano passado = that the results are better than last year
que o novo hospital terá {n} camas = that the new hospital will have {n} beds
que os comboios voltam a circular amanhã = that the trains will run again tomorrow
que o festival recebeu {n} mil visitantes = that the festival received {n} thousand visitors
"""

_DID = """
visitou a cidade na quinta-feira = visited the city on Thursday
recebeu os jornalistas depois da reunião = received journalists after the meeting
pediu mais apoio ao governo = asked the government for more support
apresentou o orçamento para o próximo ano = presented the budget for next year
rejeitou a proposta por falta de dinheiro = rejected the proposal for lack of money
assinou o contrato esta manhã = signed the contract this morning
inaugurou a nova biblioteca da cidade = opened the city's new library
cancelou a viagem por motivos de saúde = cancelled the trip for health reasons
criticou a falta de transportes públicos = criticized the lack of public transport
reuniu-se com os representantes dos agricultores = met with the representatives of the farmers
vai vender {n} carros elétricos = will sell {n} electric cars
perdeu o apoio dos deputados = lost the support of the deputies
encontrou uma solução para o problema da habitação = found a solution to the housing problem
publicou um relatório sobre a qualidade do ar = published a report on air quality
"""

_WHEN = """
ontem = yesterday
esta semana = this week
na terça-feira = on Tuesday
no fim de semana = at the weekend
durante a tarde = during the afternoon
em entrevista à rádio = in an interview with the radio
numa conferência = at a conference
"""

_ALONE = """
Cerca de {n} pessoas participaram na manifestação. = About {n} people participated in the demonstration.
O incêndio destruiu {n} hectares de floresta em dois dias. = The fire destroyed {n} hectares of forest in two days.
A temperatura pode chegar aos {n} graus no sul do país. = The temperature can reach {n} degrees in the south.
Os preços subiram {n} por cento em relação ao ano passado. = Prices rose {n} percent compared to last year.
O acidente entre dois autocarros fez {n} feridos. = The accident between two buses left {n} injured.
O museu fica aberto até às nove da noite durante o verão. = The museum is open until nine at night in the summer.
A chuva forte causou inundações em várias ruas. = Heavy rain caused floods in several streets.
A seleção nacional joga no sábado contra a equipa da casa. = The national team plays on Saturday against the home team.
As aulas começam mais cedo este ano. = Classes start earlier this year.
O desemprego entre os jovens desceu pelo terceiro mês seguido. = Youth unemployment fell for the third month in a row.
"""

_NUMBERS = (14, 15, 18, 20, 25, 30, 35, 40, 45, 60, 80, 120, 200, 300)

_Pair = tuple[str, str]


def sentences(number: int) -> list[_Pair]:
    """So many of them, each another one, with their English; the same each time."""
    chance = random.Random(20)
    made: dict[str, str] = {}
    while len(made) < number:
        n = chance.choice(_NUMBERS)
        portuguese, english = _sentence(chance)
        made[portuguese.format(n=n)] = english.format(n=n)
    return list(made.items())


def _sentence(chance: random.Random) -> _Pair:
    def one(of: str) -> _Pair:
        portuguese, english = chance.choice(of.strip().splitlines()).split(" = ")
        return portuguese, english

    kind = chance.random()
    if kind < 0.15:
        return one(_ALONE)
    who = one(_WHO)
    if kind < 0.5:
        return _joined(who, one(_DID))
    when, said, that = one(_WHEN), one(_SAID), one(_THAT)
    if kind < 0.8:
        return _joined(who, said, when, that)
    return _joined((f"{when[0]},", f"{when[1]},"), who, said, that)


def _joined(*parts: _Pair) -> _Pair:
    portuguese, english = (" ".join(side) for side in zip(*parts, strict=True))
    return f"{portuguese[0].upper()}{portuguese[1:]}.", f"{english[0].upper()}{english[1:]}."
