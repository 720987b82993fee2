package org.pawn.rest.http;

/** A refusal that only this edge knows: a header, a path, a body that HTTP does not allow here. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false); // an answer, not a failure: no stack trace
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
