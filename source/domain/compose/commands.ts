import type { ProjectIdentity } from './project.js';

/** Verbs that need nothing but the name of a project: compose finds its containers by their labels. */
export type ComposeVerb = 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'down' | 'rm';

/**
 * `docker compose -p shop stop web`, without services for the whole project. podman-compose finds only its own containers,
 * and so does docker compose, so a project of podman-compose has its command.
 */
export const composeArgv = (
	{ name, owner }: ProjectIdentity,
	verb: ComposeVerb,
	{ flags = [], services = [] }: { readonly flags?: readonly string[]; readonly services?: readonly string[] } = {},
): readonly string[] => [
	...(owner === 'podman-compose' ? ['podman-compose'] : ['docker', 'compose']),
	...['-p', name, verb, ...flags, ...services],
];
