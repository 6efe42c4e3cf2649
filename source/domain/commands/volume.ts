import {
	type Command,
	type Creation,
	each,
	type Names,
	option,
	pairWords,
	postJson,
	remove,
	toggle,
} from './api-request.js';

/** The options of `docker volume create`. */
export type VolumeCreation = {
	/** Undefined or empty: the engine generates a name. */
	readonly name?: string;
	/** Undefined or empty for `local`. */
	readonly driver?: string;
	readonly options?: Readonly<Record<string, string>>;
	readonly labels?: Readonly<Record<string, string>>;
};

/** `docker volume create --driver nfs --opt device=… --label a=b data`. */
export const createVolumeCommand: Creation<VolumeCreation> = {
	argv: ({ name, driver, options, labels }) => [
		...['docker', 'volume', 'create', ...option('--driver', driver === 'local' ? '' : driver)],
		...each('--opt', pairWords(options)),
		...each('--label', pairWords(labels)),
		...(name ? [name] : []),
	],
	request: ({ name, driver, options = {}, labels = {} }) =>
		postJson(['volumes', 'create'], {
			Driver: driver || 'local',
			...(Object.keys(options).length > 0 && { DriverOpts: options }),
			...(Object.keys(labels).length > 0 && { Labels: labels }),
			...(name && { Name: name }),
		}),
};

/** `docker volume rm --force data`. */
export const removeVolumeCommand: Command<{ readonly force: boolean }, Names> = {
	argv: (volumes, { force }) => ['docker', 'volume', 'rm', ...toggle('--force', force), ...volumes],
	request: (volume, { force }) => remove(['volumes', { id: volume }], { force }),
};
