#!/usr/bin/env node
import { execute } from './execute.ts'
import { createProgram } from './program.ts'

await execute(await createProgram(process.argv[2]))
