import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { ReadingProvider } from '../components/reading.tsx'
import { Frame } from './Frame.tsx'
import { FiltersProvider } from './filters.tsx'
import { createQueryClient } from './query.ts'
import { cssVariablesResolver, theme } from './theme.ts'

/** Everything that the frame stands on: theme, queries, routes, and how the reader wants to read. */
export function App() {
  const [client] = useState(createQueryClient)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Router hook={useHashLocation}>
          <ReadingProvider>
            <FiltersProvider>
              <Frame />
            </FiltersProvider>
          </ReadingProvider>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  )
}
