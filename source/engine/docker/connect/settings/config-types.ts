export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

type Type = { readonly holds: (value: unknown) => boolean; readonly words: string };

const text: Type = { holds: value => typeof value === 'string', words: 'a string' };
const texts: Type = {
	holds: value => Array.isArray(value) && value.every(text.holds),
	words: 'a list of strings',
};
const object: Type = { holds: isRecord, words: 'an object' };
const objectOf = (type: Type): Type => ({
	holds: value => isRecord(value) && Object.values(value).every(type.holds),
	words: `an object whose values are each ${type.words}`,
});

/** The parts of config.json that plimsoll reads. Source: docker/cli cli/config/configfile/file.go, ConfigFile. */
const types = {
	auths: objectOf(object),
	credsStore: text,
	credHelpers: objectOf(text),
	currentContext: text,
	HttpHeaders: objectOf(text),
	proxies: objectOf(object),
	detachKeys: text,
	pruneFilters: texts,
} as const;

export type ConfigKey = keyof typeof types;

export const credentialKeys: readonly ConfigKey[] = ['auths', 'credsStore', 'credHelpers'];

const isObjectType = (type: Type) => type !== text && type !== texts;

/** What is wrong with a config.json in one sentence without its text, which may be a secret; null is as good as nothing. */
export function configProblem(
	config: unknown,
	keys: readonly ConfigKey[] = Object.keys(types) as ConfigKey[],
): string | undefined {
	if (!isRecord(config)) {
		return 'not a JSON object';
	}
	const wrong = keys.find(key => (config[key] ?? null) !== null && !types[key].holds(config[key]));
	if (wrong === undefined) {
		return undefined;
	}
	// The whole before its parts: `an object` is said of what is none.
	const words = isObjectType(types[wrong]) && !isRecord(config[wrong]) ? object.words : types[wrong].words;
	return `"${wrong}" is not ${words}`;
}
