import type { ApiRequest } from './api-request.js';

/** A container to create. Its command is `docker run` or `docker create`: see `runArgv` and `createRequest` in domain/run. */
export type CreateRequest = {
	readonly name?: string;
	readonly platform?: string;
	/** The container's Config with HostConfig and NetworkingConfig, exactly as the engine gets it. */
	readonly body: Readonly<Record<string, unknown>>;
};

/** `POST /containers/create`. */
export function createCall({ name, platform, body }: CreateRequest): ApiRequest {
	return { method: 'POST', path: ['containers', 'create'], query: { name, platform }, body };
}
