/** Undefined, false and empty lists are not sent; true is sent as `1`. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A word of the API, an id or a name, or an image's reference, in which slashes and colons stay as they are. */
export type PathPart = string | { readonly id: string } | { readonly reference: string };

/** A request of the Engine API as docker's client sends it. */
export type ApiRequest = {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** Without the API version: `['containers', {id: 'web'}, 'kill']`. The adapter encodes the parts. */
	readonly path: readonly PathPart[];
	readonly query?: Query;
	/** Sent as JSON. */
	readonly body?: Readonly<Record<string, unknown>>;
};

/**
 * A docker command: its words for the screen and its request, from the same options. The words contain the target's name, or
 * several of them (`Shown`); a request is for one target, usually by its id.
 */
export type Command<Options, Shown = string> = {
	argv(shown: Shown, options: Options): string[];
	request(target: string, options: Options): ApiRequest;
};

/** The targets of a command that accepts several. */
export type Names = readonly string[];

/** A docker command without a target: it creates one. */
export type Creation<Options> = {
	argv(options: Options): string[];
	request(options: Options): ApiRequest;
};

export function get(path: readonly PathPart[], query: Query = {}): ApiRequest {
	return { method: 'GET', path, query };
}

/** A POST without a body. */
export function post(path: readonly PathPart[], query: Query = {}): ApiRequest {
	return { method: 'POST', path, query };
}

/** A POST of JSON. */
export function postJson(path: readonly PathPart[], body: Readonly<Record<string, unknown>>): ApiRequest {
	return { method: 'POST', path, body };
}

export function remove(path: readonly PathPart[], query: Query = {}): ApiRequest {
	return { method: 'DELETE', path, query };
}

/** `--flag value`; no words for an empty text. */
export function option(flag: string, value: string | undefined): string[] {
	return value === undefined || value === '' ? [] : [flag, value];
}

/** `--flag`; no words for a switch that is off. */
export function toggle(flag: string, on: boolean | undefined): string[] {
	return on ? [flag] : [];
}

/** `--flag value` for each value. */
export function each(flag: string, values: readonly string[] = []): string[] {
	return values.flatMap(value => [flag, value]);
}

/** A map as `name=value` words. */
export function pairWords(map: Readonly<Record<string, string>> = {}): string[] {
	return Object.entries(map).map(([name, value]) => (value === '' ? name : `${name}=${value}`));
}
