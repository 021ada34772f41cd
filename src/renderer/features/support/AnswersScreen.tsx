import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { AnswersTable } from './Answers.tsx'
import { HideNames } from './names.tsx'
import { Quiet } from './Quiet.tsx'
import { SupportNav } from './SupportNav.tsx'
import classes from './support.module.css'
import { WithSupport } from './WithSupport.tsx'
import { answersOf, type SupportRun } from './words.ts'

/** Who answers what best, where that is more than chance. */
export function SupportAnswersScreen() {
  return <WithSupport title={t('supporting.answers.title')}>{(result) => <Answers result={result} />}</WithSupport>
}

function Answers({ result }: { result: SupportRun }) {
  const answers = answersOf(result)
  const standing = answers.filter(({ best }) => best !== null).length
  const finding =
    (result.known.agent ?? 0) === 0 && answers.length === 0
      ? t('supporting.answers.missing')
      : standing > 0
        ? t('supporting.answers.finding', standing)
        : t('supporting.answers.nobody')
  return (
    <Screen
      title={t('supporting.answers.title')}
      finding={finding}
      note={answers.length > 0 ? <p className={classes.line}>{t('supporting.answers.note')}</p> : undefined}
      {...(answers.length > 0 && { action: <HideNames /> })}
    >
      <SupportNav />
      {answers.length > 0 && <Quiet result={result} />}
      {answers.length > 0 && <AnswersTable answers={answers} result={result} label={t('supporting.answers.title')} />}
    </Screen>
  )
}
