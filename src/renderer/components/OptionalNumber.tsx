import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'

interface OptionalNumberProps extends Omit<NumberInputProps, 'value' | 'defaultValue' | 'onChange'> {
  value: number | null
  onChange: (value: number | null) => void
}

/** A number that may be left out. What is being typed, like `67.`, stays as it is typed: the number that it is so far is what counts. */
export function OptionalNumber({ value, onChange, ...props }: OptionalNumberProps) {
  const [typed, setTyped] = useState<number | string>(value ?? '')
  return (
    <NumberInput
      {...props}
      value={typed}
      onChange={(next) => {
        setTyped(next)
        const number = typeof next === 'string' && next.trim() === '' ? null : Number(next)
        if (number === null || Number.isFinite(number)) onChange(number)
      }}
    />
  )
}
