import { createContext, type ReactNode, useContext } from 'react'

/** What surrounds every page: the shell gives it, the pages show it in their header and title. */
type Frame = {
  account: ReactNode
  /** Mentions and direct messages this agent has not read. */
  unread: number
}

const Context = createContext<Frame>({ account: null, unread: 0 })

export const FrameProvider = Context.Provider

export const useFrame = (): Frame => useContext(Context)
