import { describe, expect, test } from 'vitest';
import { instructionProblem } from '../../../source/domain/commands/commit.js';

describe('instructionProblem', () => {
	test.each(['CMD ["sh"]', 'env A=b', ' EXPOSE 80', 'ONBUILD RUN x', 'LABEL a=b'])('accepts %j', line => {
		expect(instructionProblem(line)).toBeUndefined();
	});
	test.each([
		['RUN ls', /^RUN is not a valid change command$/],
		['COPY a b', /^COPY is not/],
		['cmd', /^CMD needs a value$/],
	])('refuses %j', (line, words) => {
		expect(instructionProblem(line)).toMatch(words);
	});
});
