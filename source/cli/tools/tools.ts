/**
 * The commands that print a page and leave. They are a file of the bundle of their own (scripts/bundle/parts.mjs), which the
 * dashboard never loads. It has no engine: what it needs from the rest of plimsoll is handed to it, as that code exists once.
 */
import type { Shell } from '../command-line/table.js';
import { bashScript } from './completion/bash.js';
import { fishScript } from './completion/fish.js';
import { zshScript } from './completion/zsh.js';

export { type Sources, valueKinds, valueLines } from './completion/values.js';
export type { EngineFacts, Facts, Found } from './doctor/facts.js';
export { doctorPage } from './doctor/page.js';

const scripts = { bash: bashScript, fish: fishScript, zsh: zshScript };

/** The text that makes a shell complete plimsoll's command line. */
export const completionScript = (shell: Shell): string => scripts[shell]();
