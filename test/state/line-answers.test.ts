import { expect, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import { lineAnswers, type Question } from '../../source/state/logs/index/line-answers.js';

const texts = ['error', 'ready', 'erase'];
const block = LineList.of(texts.map(text => ({ stream: 'stdout', time: '', text }))).blocks[0]!;

/** Asks for a text, and records the lines that it was asked for. */
function asking(part: string): { readonly question: Question; readonly asked: string[] } {
	const asked: string[] = [];
	return {
		asked,
		question: ({ text }) => {
			asked.push(text);
			return Number(text.includes(part));
		},
	};
}

test('a narrower question is asked only for lines that the question before it found', () => {
	const [first, second] = [asking('er'), asking('err')];
	const answers = lineAnswers((question, other) => question === second.question && other === first.question);
	expect(texts.map((_, at) => answers(block, first.question).at(at))).toEqual([1, 0, 1]);
	expect(texts.map((_, at) => answers(block, second.question).at(at))).toEqual([1, 0, 0]);
	expect(second.asked).toEqual(['error', 'erase']);
	// Back to the wider question, all lines are asked again.
	expect(texts.map((_, at) => answers(block, first.question).at(at))).toEqual([1, 0, 1]);
	expect(first.asked).toEqual([...texts, ...texts]);
});
