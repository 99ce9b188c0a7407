import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUsers } from '@tabler/icons-react'
import { AllPeople } from './AllPeople.tsx'
import classes from './People.module.css'
import { usePeople } from './PeopleProvider.tsx'

/** Where there is no room for the panel: how many are online, and the way to all of them. */
export function PeopleButton() {
  const [opened, { open, close }] = useDisclosure()
  const { people, online } = usePeople()
  return (
    <div className={classes.narrowOnly}>
      <Button variant="default" size="compact-md" leftSection={<IconUsers size={16} />} onClick={open}>
        {people ? `${online} online` : 'People'}
      </Button>
      <AllPeople opened={opened} onClose={close} />
    </div>
  )
}
