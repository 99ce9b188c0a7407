import { Button, Stack, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { copyText } from '../lib/clipboard.ts'
import classes from './Admin.module.css'

/** A password that was just made: the only time it can be seen. */
export function Password({ name, password, onDone }: { name: string; password: string; onDone(): void }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <Stack>
      <Text>
        Give {name} this password. It is shown only now, and can be changed under Profile and status, in the account
        menu, after the first log-in.
      </Text>
      <div className={classes.password}>
        <output>{password}</output>
      </div>
      <Button
        variant="default"
        leftSection={<IconCopy size={17} aria-hidden="true" />}
        onClick={() => copyText(password).then(setCopied)}
      >
        Copy
      </Button>
      <Text size="sm" role="status">
        {copied === true && 'Copied.'}
        {copied === false && 'The browser does not let us copy it: select it by hand.'}
      </Text>
      <Button onClick={onDone}>Done</Button>
    </Stack>
  )
}
