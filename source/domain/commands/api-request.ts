/** A request of the Engine API as docker's client sends it; `query` values that repeat are lists. */
export type ApiRequest = {
	readonly method: 'POST' | 'DELETE';
	/** Without the API version: `/containers/web/kill`. */
	readonly path: string;
	readonly query: Readonly<Record<string, string | readonly string[]>>;
	readonly body?: Readonly<Record<string, unknown>>;
};

/** A POST without a body. */
export function post(path: string, query: ApiRequest['query'] = {}): ApiRequest {
	return { method: 'POST', path, query };
}

/** `--flag value` for a text that is set. */
export function option(flag: string, value: string | undefined): string[] {
	return value === undefined || value === '' ? [] : [flag, value];
}

/** `--flag` for a switch that is on. */
export function toggle(flag: string, on: boolean | undefined): string[] {
	return on ? [flag] : [];
}

/** `--flag value` for each of a list. */
export function each(flag: string, values: readonly string[]): string[] {
	return values.flatMap(value => [flag, value]);
}

/** A map as `name=value` words. */
export function pairWords(map: Readonly<Record<string, string>>): string[] {
	return Object.entries(map).map(([name, value]) => (value === '' ? name : `${name}=${value}`));
}
