import { describe, expect, it } from 'vitest';
import { instructionProblem } from '../../source/domain/commit-change.js';

describe('a change of a commit', () => {
	it.each(['CMD ["sh"]', 'env A=b', ' EXPOSE 80', 'ONBUILD RUN x', 'LABEL a=b'])('may be %j', line => {
		expect(instructionProblem(line)).toBeUndefined();
	});
	it.each([
		['RUN ls', /^RUN is not a valid change command$/],
		['COPY a b', /^COPY is not/],
		['cmd', /^CMD needs a value$/],
	])('may not be %j', (line, words) => {
		expect(instructionProblem(line)).toMatch(words);
	});
});
