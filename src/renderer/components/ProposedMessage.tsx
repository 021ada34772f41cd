import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { t } from '../i18n.ts'
import classes from './ProposedMessage.module.css'

/** What to write to those who may write soon, to be read and taken along. */
export function ProposedMessage() {
  const clipboard = useClipboard({ timeout: 2000 })
  const text = t('support.message.next')
  return (
    <div className={classes.proposed}>
      <p>{t('supporting.soon.message')}</p>
      <blockquote className={classes.message}>{text}</blockquote>
      <Button variant="subtle" size="compact-sm" px={0} onClick={() => clipboard.copy(text)}>
        {t(clipboard.copied ? 'supporting.soon.copied' : 'supporting.soon.copy')}
      </Button>
    </div>
  )
}
