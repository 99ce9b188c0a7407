import { doorbellContract } from './contract.ts'
import { inProcessDoorbell } from './in-process.ts'

doorbellContract('in-process', async () => inProcessDoorbell())
