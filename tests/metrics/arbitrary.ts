import fc from 'fast-check'

/** Random predictions: a few classes, possibly without images, and probabilities with many ties. */
export const predictionsArbitrary = fc
  .record({ classCount: fc.integer({ min: 2, max: 4 }), n: fc.integer({ min: 1, max: 25 }) })
  .chain(({ classCount, n }) =>
    fc.record({
      classCount: fc.constant(classCount),
      labels: fc.array(fc.integer({ min: 0, max: classCount - 1 }), { minLength: n, maxLength: n }),
      probabilities: fc
        .array(
          fc.array(fc.integer({ min: 1, max: 4 }), {
            minLength: classCount,
            maxLength: classCount,
          }),
          { minLength: n, maxLength: n },
        )
        .map((rows) =>
          rows.flatMap((row) => row.map((weight) => weight / row.reduce((a, b) => a + b, 0))),
        ),
    }),
  )
