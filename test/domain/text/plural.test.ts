import { expect, test } from 'vitest';
import { plural } from '../../../source/domain/text/plural.js';

test.each([
	[0, '0 lines'],
	[1, '1 line'],
	[2, '2 lines'],
])('%i has the form of its number', (count, words) => {
	expect(plural(count, 'line')).toBe(words);
});

test('an irregular noun names its plural', () => {
	expect(plural(1, 'character was', 'characters were')).toBe('1 character was');
	expect(plural(3, 'character was', 'characters were')).toBe('3 characters were');
});
