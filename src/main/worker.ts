/** The one entry of every job's process: serves the task that its host asks for, then ends with it. */
import { endOnRejection, endWithParent, processPort } from './core/jobs/process-port.ts'
import { serveTasks } from './core/jobs/serve.ts'
import { tasks } from './core/tasks/index.ts'

endWithParent()
endOnRejection()
serveTasks(tasks, processPort(), Date.now)
