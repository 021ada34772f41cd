import type { Mapping, PreviewGroup } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'
import { answer, answerOf } from './mapping.ts'
import classes from './Questions.module.css'
import { ask } from './words.ts'

/** What the data cannot answer: each question in plain words, with what each choice would give. */
export function Questions({ group, mapping }: { group: PreviewGroup; mapping: Mapping }) {
  return group.questions.map((question) => {
    const { text, choices } = ask(question)
    const name = `${group.id}-${question.id}-${question.column}`
    return (
      <fieldset key={name} className={classes.question}>
        <legend className={classes.text}>{text}</legend>
        <p className={classes.column}>{t('data.question.column', question.column)}</p>
        <div className={classes.choices}>
          {choices.map((choice) => (
            <label key={choice.value} className={classes.choice}>
              <input
                type="radio"
                name={name}
                checked={answerOf(mapping, question) === choice.value}
                onChange={() => importStore.change(group.id, answer(mapping, question, choice.value))}
              />
              <span>
                <span className={classes.title}>{choice.title}</span>
                <span className={classes.gives}>{choice.gives}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    )
  })
}
