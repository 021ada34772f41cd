import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { t } from '../i18n.ts'
import { KeyHint } from './KeyHint.tsx'
import { useKeys } from './keyboard.ts'

interface SearchFieldProps {
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  width?: number
}

/** The search of a screen; `/` goes to it, Enter leaves it, Esc empties it. */
export function SearchField({ label, placeholder, value, onChange, width = 280 }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  useKeys({
    '/': () => {
      field.current?.select()
      return true
    }
  })
  return (
    <TextInput
      ref={field}
      type="text"
      role="searchbox"
      w={width}
      aria-label={label}
      placeholder={placeholder ?? label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        // The list has followed each letter already: Enter leaves the field, and J and K move in the list.
        if (event.key === 'Enter') field.current?.blur()
        if (event.key !== 'Escape') return
        event.stopPropagation()
        if (value === '') field.current?.blur()
        else onChange('')
      }}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
      rightSection={
        value === '' ? (
          <KeyHint keys={['/']} />
        ) : (
          <CloseButton size="sm" aria-label={t('frame.search.clear')} onClick={() => onChange('')} />
        )
      }
    />
  )
}
