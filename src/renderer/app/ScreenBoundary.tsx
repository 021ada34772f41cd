import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { ErrorNotice } from '../components/ErrorNotice.tsx'
import { t } from '../i18n.ts'
import classes from './Frame.module.css'

/** A screen that fails says so in its place; the frame and the other screens stay usable. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidMount() {
    addEventListener('hashchange', this.reset)
  }

  override componentWillUnmount() {
    removeEventListener('hashchange', this.reset)
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <div className={classes.alone}>
        <ErrorNotice error={this.state.error} action={<Button onClick={this.reset}>{t('frame.tryAgain')}</Button>} />
      </div>
    )
  }

  private reset = () => {
    if (this.state.error !== null) this.setState({ error: null })
  }
}
