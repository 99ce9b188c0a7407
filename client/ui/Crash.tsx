import { Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTexts } from '../texts/texts.ts'

/** Shows a page that says so instead of nothing when rendering fails. Drafts and messages on their way are kept. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    return <Crashed />
  }
}

/** In place of a page or the whole app when it cannot go on. */
export function Crashed() {
  const t = useTexts()
  return (
    <Stack component="main" align="center" justify="center" h="100dvh" p="lg" role="alert">
      <Title order={1}>{t('signIn.crashed')}</Title>
      <Text c="var(--p-muted)">{t('signIn.crashedAbout')}</Text>
      <Button onClick={() => location.reload()}>{t('signIn.loadAgain')}</Button>
    </Stack>
  )
}
