{{ union_of([ref('shares'), ref('top_three')]) }}
