import { type ApiRequest, each, option, pairWords, toggle } from './api-request.js';

/** What `docker volume create` is told; an empty name lets the engine make one up. */
export type VolumeCreation = {
	readonly name: string;
	/** Empty: `local`. */
	readonly driver: string;
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
};

/** `docker volume create --driver nfs --opt device=… --label a=b data`. */
export function createVolumeArgv({ name, driver, options, labels }: VolumeCreation): string[] {
	return [
		...['docker', 'volume', 'create', ...option('--driver', driver === 'local' ? '' : driver)],
		...each('--opt', pairWords(options)),
		...each('--label', pairWords(labels)),
		...(name === '' ? [] : [name]),
	];
}

/** `POST /volumes/create`. */
export function createVolumeRequest({ name, driver, options, labels }: VolumeCreation): ApiRequest {
	const body = {
		Driver: driver || 'local',
		...(Object.keys(options).length > 0 && { DriverOpts: options }),
		...(Object.keys(labels).length > 0 && { Labels: labels }),
		...(name !== '' && { Name: name }),
	};
	return { method: 'POST', path: '/volumes/create', query: {}, body };
}

/** `docker volume rm --force data`. */
export function removeVolumeArgv(names: readonly string[], force = false): string[] {
	return ['docker', 'volume', 'rm', ...toggle('--force', force), ...names];
}
export function removeVolumeRequest(name: string, force = false): ApiRequest {
	return { method: 'DELETE', path: `/volumes/${name}`, query: force ? { force: '1' } : {} };
}
