import { type ApiRequest, option, post, toggle } from './api-request.js';

/** `docker kill --signal HUP web`. */
export function killArgv(containers: readonly string[], signalName: string): string[] {
	return ['docker', 'kill', '--signal', signalName, ...containers];
}
export function killRequest(container: string, signalName: string): ApiRequest {
	return post(`/containers/${container}/kill`, { signal: signalName });
}

/** `docker attach web`. */
export const attachArgv = (container: string): string[] => ['docker', 'attach', container];

/** `docker rename web api`. */
export function renameArgv(container: string, name: string): string[] {
	return ['docker', 'rename', container, name];
}
export function renameRequest(container: string, name: string): ApiRequest {
	return post(`/containers/${container}/rename`, { name });
}

/** `docker stop --time 5 web`; `time` in seconds, undefined is the container's own. */
export function stopArgv(containers: readonly string[], verb: 'stop' | 'restart', time?: number): string[] {
	return ['docker', verb, ...option('--time', time === undefined ? undefined : String(time)), ...containers];
}
export function stopRequest(container: string, verb: 'stop' | 'restart', time?: number): ApiRequest {
	return post(`/containers/${container}/${verb}`, time === undefined ? {} : { t: String(time) });
}

/** `docker start web`, `docker pause web`, `docker unpause web`. */
export function stateArgv(containers: readonly string[], verb: 'start' | 'pause' | 'unpause'): string[] {
	return ['docker', verb, ...containers];
}
export function stateRequest(container: string, verb: 'start' | 'pause' | 'unpause'): ApiRequest {
	return post(`/containers/${container}/${verb}`);
}

export type RemoveOptions = { readonly force?: boolean /** Anonymous volumes, too. */; readonly volumes?: boolean };

/** `docker rm --force --volumes web`. */
export function removeArgv(containers: readonly string[], { force, volumes }: RemoveOptions = {}): string[] {
	return ['docker', 'rm', ...toggle('--force', force), ...toggle('--volumes', volumes), ...containers];
}
export function removeRequest(container: string, { force, volumes }: RemoveOptions = {}): ApiRequest {
	const query = { ...(force && { force: '1' }), ...(volumes && { v: '1' }) };
	return { method: 'DELETE', path: `/containers/${container}`, query };
}
