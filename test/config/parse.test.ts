import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../source/config/parse.js';
import { defaultSettings } from '../../source/config/settings.js';

const problems = (text: string) =>
	parseSettings(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('parseSettings', () => {
	test('reads all settings', () => {
		const { settings, problems } = parseSettings(`
# a comment
theme: high-contrast
colours: {warn: bold yellow, bad: "#ff8800"}
keys:
  container.restart: F
  container.stop: [s, S]
confirm: all
logLines: 5000
history: 60
ascii: true
mouse: true
pipe: shell
readOnly: [prod, 'ssh://*.example.com']
grouped: true
columns:
 images: [reference, size]
`);
		expect(problems).toEqual([]);
		expect(settings).toEqual({
			theme: 'high-contrast',
			colours: { warn: 'bold yellow', bad: '#ff8800' },
			keyPreset: undefined,
			keys: { 'container.restart': ['F'], 'container.stop': ['s', 'S'] },
			keyPlaces: { 'container.restart': ':6:22', 'container.stop': ':7:19' },
			columns: { images: ['reference', 'size'] },
			columnPlaces: { images: ':17:10', 'images.0': ':17:11', 'images.1': ':17:22' },
			preferences: { confirm: 'all', logLines: 5000, history: 60, ascii: true, mouse: true, pipe: 'shell' },
			readOnly: ['prod', 'ssh://*.example.com'],
			grouped: true,
		});
	});

	test('accepts an empty file', () => {
		for (const text of ['', '\n', '# nothing yet\n', '{}']) {
			expect(parseSettings(text)).toEqual({ settings: defaultSettings, problems: [] });
		}
	});

	test('reports line and column of each mistake and applies the other settings', () => {
		const text =
			'theme: default\nconfirm: sometimes\nlogLines: many\nhistory: 5\nascii: true\nkeys:\n  container.stop: 5\n';
		expect(problems(text)).toEqual([
			'2:10 confirm: one of all, destructive, none',
			'3:11 logLines: a number',
			'4:10 history: at least 10',
			expect.stringMatching(/^7:19 keys\.container\.stop: a key or a list of keys/),
		]);
		expect(parseSettings(text).settings.preferences).toEqual({ ascii: true });
	});

	test('refuses aliases, which may refer to nothing or to themselves', () => {
		expect(problems('*gone')).toEqual(['1:1 *gone: aliases are not supported']);
		expect(problems('ascii: true\nreadOnly: &a [*a, *a]')).toEqual([
			'2:15 *a: aliases are not supported',
			'2:19 *a: aliases are not supported',
		]);
	});

	test('takes the keys of another program, alone or with keys of the user', () => {
		expect(parseSettings('keys: k9s').settings).toMatchObject({ keyPreset: 'k9s', keys: {}, keyPlaces: {} });
		const { settings, problems: none } = parseSettings('keys:\n  preset: lazydocker\n  quit: Q\n');
		expect(none).toEqual([]);
		expect(settings).toMatchObject({ keyPreset: 'lazydocker', keys: { quit: ['Q'] }, keyPlaces: { quit: ':3:9' } });
		expect(problems('theme: mono\nkeys: vim\n')).toEqual([
			'2:7 keys: one of lazydocker, k9s, or keys by the names of actions',
		]);
		expect(problems('keys:\n  preset: vim\n')).toEqual(['2:11 keys.preset: one of lazydocker, k9s']);
		expect(problems('keys: [a]\n')).toHaveLength(1);
	});

	test('reports an unknown setting by its name', () => {
		expect(problems('theme: mono\ntehme: mono\n')).toEqual([expect.stringMatching(/^2:\d+ unknown setting "tehme"$/)]);
		expect(parseSettings('theme: mono\ntehme: mono\n').settings.theme).toBe('mono');
	});

	test('reports the position of invalid YAML and returns the defaults', () => {
		for (const text of ['theme: [default\n', 'keys:\n\t- x\n', 'a: b: c\n', '"unclosed']) {
			const { settings, problems } = parseSettings(text);
			expect(settings).toEqual(defaultSettings);
			expect(problems.length).toBeGreaterThan(0);
			for (const { line, column, message } of problems) {
				expect([line >= 1, column >= 1, message.includes('\n')]).toEqual([true, true, false]);
			}
		}
		expect(problems('- a list\n')).toEqual(['1:1 settings must be `name: value` lines']);
	});
});
