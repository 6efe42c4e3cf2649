import type { ComposeFiles } from '../plan/model.js';
import type { Choices } from '../plan/plan.js';

/** The words before those of a compose command: files, folder, name, env files, profiles. */
export function projectWords(
	{ name, workingDir, configFiles, environmentFiles }: ComposeFiles,
	profiles: readonly string[] = [],
): readonly string[] {
	const [first = ''] = configFiles;
	const isUsualFolder = first !== '' && first.slice(0, first.lastIndexOf('/')) === workingDir;
	return [
		...(workingDir === '' || isUsualFolder ? [] : ['--project-directory', workingDir]),
		...configFiles.flatMap(file => ['-f', file]),
		...(name === '' ? [] : ['-p', name]),
		...environmentFiles.flatMap(file => ['--env-file', file]),
		...profiles.flatMap(profile => ['--profile', profile]),
	];
}

/** `up -d` with the user's choices. */
export const upWords = ({ build, pull, force, removeOrphans, services }: Choices): readonly string[] => [
	'up',
	'-d',
	...(build ? ['--build'] : []),
	...(pull ? ['--pull', 'always'] : []),
	...(force ? ['--force-recreate'] : []),
	...(removeOrphans ? ['--remove-orphans'] : []),
	...services,
];

/** The command as a user types it: `docker compose -f /srv/shop/compose.yaml -p shop up -d`. */
export const composeArgv = (
	files: ComposeFiles,
	words: readonly string[],
	profiles: readonly string[] = [],
	program: readonly string[] = ['docker', 'compose'],
): readonly string[] => [...program, ...projectWords(files, profiles), ...words];
