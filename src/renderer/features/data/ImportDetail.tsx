import { Button, Group } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { ImportGroup } from '../../../shared/model/source.ts'
import { useNotice } from '../../app/notice.tsx'
import { t } from '../../i18n.ts'
import { Equation } from './Equation.tsx'
import { FilesTable } from './FilesTable.tsx'
import classes from './ImportDetail.module.css'
import { Notes } from './Notes.tsx'
import { qualityPath, rejectedPath } from './paths.ts'
import { reimport } from './reimport.ts'

/** One import opened: its equation, what was noticed, and its files. */
export function ImportDetail({ group }: { group: ImportGroup }) {
  const { show } = useNotice()
  return (
    <div className={classes.detail}>
      <Equation rows={group.rows} rejectedHref={rejectedPath(group.id)} />
      {group.mended > 0 && <p className={classes.mended}>{t('data.rejected.mended', group.mended, group.rows.rejected)}</p>}
      <Notes warnings={group.warnings} label={t('data.noticed')} />
      <Group gap={16}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
          title={t('undo.reimportHint')}
          onClick={() => reimport(group.id).catch(show)}
        >
          {t('undo.reimport')}
        </Button>
        <Link href={qualityPath(group.id)}>{t('quality.open')}</Link>
      </Group>
      {group.sources.length > 1 && <FilesTable label={group.label} sources={group.sources} />}
    </div>
  )
}
