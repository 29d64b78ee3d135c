"""HTTP, and only HTTP: each route reads the request, calls one function, and renders what comes back."""
