import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { t } from '../i18n.ts'
import classes from './ProposedMessage.module.css'

interface ProposedMessageProps {
  /** What is said above it. */
  lead?: string
  text?: string
}

/** What to write to those who may write soon, to be read and taken along. */
export function ProposedMessage({ lead = t('supporting.soon.message'), text = t('support.message.next') }: ProposedMessageProps) {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <div className={classes.proposed}>
      <p>{lead}</p>
      <blockquote className={classes.message}>{text}</blockquote>
      <Button variant="subtle" size="compact-sm" px={0} onClick={() => clipboard.copy(text)}>
        {t(clipboard.copied ? 'supporting.soon.copied' : 'supporting.soon.copy')}
      </Button>
    </div>
  )
}
