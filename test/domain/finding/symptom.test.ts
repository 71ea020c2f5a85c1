import { expect, test } from 'vitest';
import { causeIds } from '../../../source/domain/finding/cause-id.ts';
import { orderBySymptom, symptoms } from '../../../source/domain/finding/symptom.ts';

test('what a person sees puts the likely causes in front and loses none', () => {
  const order = orderBySymptom(causeIds, 'bounces');
  expect(order.slice(0, 2)).toEqual(['catchall', 'dns']);
  expect(order.toSorted()).toEqual(causeIds.toSorted());
});

test('without an answer the causes keep their order', () => {
  expect(orderBySymptom(causeIds, undefined)).toEqual(causeIds);
});

test('every cause is likely for some symptom', () => {
  const likely = new Set(symptoms.flatMap((symptom) => symptom.likely));
  expect(causeIds.filter((id) => !likely.has(id))).toEqual([]);
});
