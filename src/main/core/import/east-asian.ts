/** Chinese, Japanese and Korean text in encodings of two bytes a character, told by which characters the bytes would make. */

/** How an encoding lays out its characters. */
interface Layout {
  label: string
  isLead: (byte: number) => boolean
  isTrail: (byte: number) => boolean
  /** Whether two bytes make one of the characters that texts consist of; null: a sign, which tells nothing. */
  isUsual: (lead: number, trail: number) => boolean | null
  /** Single bytes beyond ASCII that are characters, rare ones. */
  isSingle?: (byte: number) => boolean
  /** Whether two bytes make a letter of the syllabary without which hardly a text is written. */
  isKana?: (lead: number) => boolean
}

const between = (from: number, to: number) => (byte: number) => byte >= from && byte <= to
const high = between(0xa1, 0xfe)

/** In GB 2312 and JIS the common ideographs come first, by sound, and the rare ones after them; in KS X 1001 syllables, then the ideographs that hardly anyone writes. */
const layouts: readonly Layout[] = [
  {
    label: 'euc-kr',
    isLead: between(0x81, 0xfe),
    isTrail: (byte) => high(byte) || between(0x41, 0x5a)(byte) || between(0x61, 0x7a)(byte) || between(0x81, 0xa0)(byte),
    isUsual: (lead, trail) => (between(0xa1, 0xa3)(lead) && high(trail) ? null : between(0xb0, 0xc8)(lead) && high(trail))
  },
  {
    label: 'gbk',
    isLead: between(0x81, 0xfe),
    isTrail: (byte) => between(0x40, 0xfe)(byte) && byte !== 0x7f,
    isUsual: (lead, trail) => (between(0xa1, 0xa3)(lead) && high(trail) ? null : between(0xb0, 0xd7)(lead) && high(trail))
  },
  {
    label: 'euc-jp',
    isLead: high,
    isTrail: high,
    isUsual: (lead) => (between(0xa1, 0xa3)(lead) ? null : between(0xa4, 0xa5)(lead) || between(0xb0, 0xcf)(lead)),
    isKana: between(0xa4, 0xa5)
  },
  {
    label: 'big5',
    isLead: between(0x81, 0xfe),
    isTrail: (byte) => between(0x40, 0x7e)(byte) || high(byte),
    isUsual: (lead) => (between(0xa1, 0xa3)(lead) ? null : between(0xa4, 0xc6)(lead))
  },
  {
    label: 'shift_jis',
    isLead: (byte) => between(0x81, 0x9f)(byte) || between(0xe0, 0xfc)(byte),
    isTrail: (byte) => between(0x40, 0xfc)(byte) && byte !== 0x7f,
    isUsual: (lead) => (lead === 0x81 ? null : between(0x82, 0x83)(lead) || between(0x88, 0x98)(lead)),
    isSingle: between(0xa1, 0xdf)
  }
]

/** Of names and words of shops: characters whose bytes are Korean syllables too, and syllables whose bytes are Chinese characters too. */
const hanzi =
  '白蔡曹常陈程崔戴邓丁董杜段范方冯付傅高龚顾郭韩郝何贺侯胡黄贾江姜蒋金康孔赖雷黎李梁廖林刘龙卢陆罗吕马毛孟莫倪潘彭钱乔秦任杯茶壶瓶包红绿黑大个盒件单号户客品量价额日期国海京广东北河湖公司华丽强军明敏静杰平刚辉玲芳飞兰凤建慧佳家嘉俊磊美娜宁鹏琴青清秋荣瑞的不得多发分好和后会或间进可来老里没们名年起前去人'
const hangul =
  '가각간강개거건게겨격경계고공과관광교구국권규그금급기김나남너노녀누다단달당대더덕데도독동두들등라람랑래려력례로록론료루류르름리림마만매머면명모목무문물미민바박반발방배백버번법변별병보복본부북분비사산삼상새색서석선설성세소속손송수숙순스습승시식신실심아안암액양어언업에여역연열영예오옥온와완용우운울원월위유윤은을음의이인일임입있자작장재저전절점정제조족종주준중지진차채책처천철청초총추출충치카커컵크키타태터통트티파판패편평포표품피하학한함합해행향허혁현협형혜호홍화환황회효후훈희'

/**
 * Share of the characters that must be usual ones; and of them so many must have two bytes beyond ASCII, as no letter with an accent in a
 * Western word has, or, in Shift JIS, whose katakana do not, stand beside another such character, as no sign in a Western text does.
 */
const usual = 0.85
const beyond = 0.4
const fewest = 2
/** A text of so many characters in Japanese has a kana among them. */
const kana = 0.1

/**
 * The encoding in which nearly all that stands beyond ASCII are the usual characters of its language; null: none, so it is
 * Western text, an alphabet, or too little. A sample may begin and end within a character. O(bytes).
 */
export function eastAsianEncoding(sample: Buffer): string | null {
  let best: { label: string; share: number } | null = null
  for (const layout of layouts) {
    const share = usualShare(sample, layout)
    if (share < usual || (best !== null && share <= best.share)) continue
    best = { label: layout.label, share }
  }
  if (best?.label === 'euc-kr' && usualShare(sample, layouts[1] as Layout) === best.share) return likelier(sample)
  return best?.label ?? null
}

/** 0 if some bytes make no character, or if they may as well be letters of an alphabet. */
function usualShare(sample: Buffer, { isLead, isTrail, isUsual, isSingle, isKana }: Layout): number {
  let [characters, usuals, wide, kanas, singles] = [0, 0, 0, 0, 0]
  let [end, run] = [-2, 0]
  let lowest = 0xff
  for (let i = 0; i < sample.length; i++) {
    const lead = sample[i] as number
    if (lead < 0x80) continue
    if (isSingle?.(lead)) {
      singles++
      continue
    }
    const trail = sample[i + 1] ?? 0
    if (!isLead(lead) || !isTrail(trail)) {
      // The ends of a sample.
      if (i < 2 || i >= sample.length - 2) continue
      return 0
    }
    i++
    const said = isUsual(lead, trail)
    if (said === null) continue
    characters++
    if (said) usuals++
    run = end === i - 2 ? run + 1 : 1
    end = i
    if (isSingle === undefined) wide += trail >= 0x80 ? 1 : 0
    else if (run > 1) wide += run === 2 ? 2 : 1
    if (isKana?.(lead)) kanas++
    lowest = Math.min(lowest, lead, trail)
  }
  // Letters of Cyrillic are all in the last quarter of their tables.
  if (characters < fewest || wide < beyond * characters || lowest >= 0xc0) return 0
  if (isKana !== undefined && kanas < kana * characters) return 0
  return usuals / Math.max(characters, singles)
}

/** Chinese or Korean, where the bytes are usual characters of both. */
function likelier(sample: Buffer): string {
  const common = (label: string, among: string): number => {
    const found = new TextDecoder(label).decode(sample).match(/[^\p{ASCII}]/gu) ?? []
    return found.filter((character) => among.includes(character)).length
  }
  return common('gbk', hanzi) > common('euc-kr', hangul) ? 'gbk' : 'euc-kr'
}
