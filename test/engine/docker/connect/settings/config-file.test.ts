import { expect, test } from 'vitest';
import { readConfig } from '../../../../../source/engine/docker/connect/settings/config-file.js';
import type { Files } from '../../../../../source/engine/docker/connect/settings/files.js';

const read = (text: string | undefined) => {
	const files: Files = { read: async () => text, list: async () => [] };
	return readConfig('/cfg', files);
};
const nothing = { currentContext: undefined, httpHeaders: {} };

test.each([undefined, '', ' \n', '{}', '{"auths": null, "currentContext": null}'])(
	'readConfig returns no settings for the file %j',
	async text => {
		expect(await read(text)).toEqual(nothing);
	},
);

test.each([
	['{', 'not JSON'],
	['{"auths": {"r": {"auth": "c2VjcmV0"', 'not JSON'],
	['[]', 'not a JSON object'],
	['"secret"', 'not a JSON object'],
	['{"currentContext": 5}', '"currentContext" is not a string'],
	['{"auths": []}', '"auths" is not an object'],
	['{"HttpHeaders": {"a": 1}}', '"HttpHeaders" is not an object whose values are each a string'],
	['{"proxies": {"default": "secret"}}', '"proxies" is not an object whose values are each an object'],
])('readConfig warns of the file %s without quoting it', async (text, why) => {
	expect(await read(text)).toEqual({ ...nothing, warning: `Error parsing config file (/cfg/config.json): ${why}` });
});

test('readConfig uses the valid values beside an invalid one', async () => {
	const text = '{"credsStore": {}, "currentContext": "far", "HttpHeaders": {"X-A": "1", "X-B": 2}}';
	expect(await read(text)).toEqual({
		currentContext: 'far',
		httpHeaders: { 'X-A': '1' },
		warning: 'Error parsing config file (/cfg/config.json): "credsStore" is not a string',
	});
});
